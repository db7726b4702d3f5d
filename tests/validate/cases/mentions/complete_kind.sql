-- fails: mention_complete
-- refused: m1
-- verdict: warning
select * replace (case when mention_id <> 'm1' then kind end as kind) from good
