-- fails: mention_complete, mention_span
-- refused: m1
-- verdict: warning
select * replace (case when mention_id <> 'm1' then start_char end as start_char) from good
