-- fails: article_published_on
-- refused: a1
-- verdict: warning
select * replace (case article_id when 'a1' then published_on + 1 else published_on end as published_on) from good
