-- fails: mention_complete
-- refused: ?
-- verdict: warning
select * replace (case when mention_id <> 'm1' then mention_id end as mention_id) from good
