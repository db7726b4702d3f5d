-- fails: quote_resolution
-- refused: q1
-- verdict: warning
select * replace (case quote_id when 'q1' then 'guess' else resolution end as resolution) from good
