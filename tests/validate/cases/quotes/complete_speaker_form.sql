-- fails: quote_complete
-- refused: q1
-- verdict: warning
select * replace (case when quote_id <> 'q1' then speaker_form end as speaker_form) from good
