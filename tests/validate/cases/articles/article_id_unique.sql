-- fails: article_id_unique
-- refused: a1, a1
-- verdict: warning
select * replace (case article_id when 'a2' then 'a1' else article_id end as article_id) from good
