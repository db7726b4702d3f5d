-- fails: mention_entity_named
-- refused: m1
-- verdict: warning
select * replace (case when mention_id <> 'm1' then entity_name end as entity_name) from good
