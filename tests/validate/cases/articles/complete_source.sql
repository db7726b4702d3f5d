-- fails: article_complete
-- refused: a1
-- verdict: warning
select * replace (case when article_id <> 'a1' then source end as source) from good
