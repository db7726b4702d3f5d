-- fails: quote_complete, quote_segments
-- refused: q1
-- verdict: warning
select * replace (case when quote_id <> 'q1' then segments end as segments) from good
