-- rows: 20
-- fails: articles_dated_share
-- refused: 
-- verdict: warning
select * replace (case when article_id < 'a17' then published_at end as published_at, case when article_id < 'a17' then published_on end as published_on) from good
