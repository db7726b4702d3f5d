-- fails: quote_segments
-- refused: q1
-- verdict: warning
select * replace (case quote_id when 'q1' then 0 else start_char end as start_char) from good
