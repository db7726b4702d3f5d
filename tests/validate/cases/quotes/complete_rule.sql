-- fails: quote_complete
-- refused: q1
-- verdict: warning
select * replace (case when quote_id <> 'q1' then rule end as rule) from good
