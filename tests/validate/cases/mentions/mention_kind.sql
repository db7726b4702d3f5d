-- fails: mention_kind
-- refused: m1
-- verdict: warning
select * replace (case mention_id when 'm1' then 'verb' else kind end as kind) from good
