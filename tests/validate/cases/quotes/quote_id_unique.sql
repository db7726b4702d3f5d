-- fails: quote_id_unique
-- refused: q1, q1
-- verdict: warning
select * replace (case quote_id when 'q2' then 'q1' else quote_id end as quote_id) from good
