-- fails: mention_span
-- refused: m1
-- verdict: warning
select * replace (case mention_id when 'm1' then -6 else start_char end as start_char, case mention_id when 'm1' then 0 else end_char end as end_char) from good
