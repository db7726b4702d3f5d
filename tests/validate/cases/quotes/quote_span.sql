-- fails: quote_span, quote_segments
-- refused: q1
-- verdict: warning
select * replace (case quote_id when 'q1' then 1 else end_char end as end_char) from good
