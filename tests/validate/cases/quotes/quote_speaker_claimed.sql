-- fails: quote_speaker_resolved
-- refused: q1
-- verdict: warning
select * replace (case when quote_id <> 'q1' then speaker end as speaker) from good
