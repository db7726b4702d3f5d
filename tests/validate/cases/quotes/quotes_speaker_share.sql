-- rows: 100
-- fails: quotes_speaker_share
-- refused: 
-- verdict: warning
select * replace ('unresolved' as resolution, null::varchar as speaker, null::varchar as speaker_entity_id) from good
