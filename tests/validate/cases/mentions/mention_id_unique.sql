-- fails: mention_id_unique
-- refused: m1, m1
-- verdict: warning
select * replace (case mention_id when 'm2' then 'm1' else mention_id end as mention_id) from good
