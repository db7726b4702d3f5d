-- fails: quote_confidence
-- refused: q1
-- verdict: warning
select * replace (case quote_id when 'q1' then 90 else confidence end as confidence) from good
