-- fails: mention_label
-- refused: m1
-- verdict: warning
select * replace (case mention_id when 'm1' then 'PER' else label end as label) from good
