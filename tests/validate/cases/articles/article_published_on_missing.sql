-- fails: article_published_on
-- refused: a1
-- verdict: warning
select * replace (case when article_id <> 'a1' then published_on end as published_on) from good
