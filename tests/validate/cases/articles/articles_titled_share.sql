-- rows: 20
-- fails: articles_titled_share
-- refused: 
-- verdict: warning
select * replace (case article_id when 'a1' then title end as title) from good
