-- fails: quote_speaker_resolved
-- refused: q1
-- verdict: warning
select * replace (case quote_id when 'q1' then 'nobody' else resolution end as resolution) from good
