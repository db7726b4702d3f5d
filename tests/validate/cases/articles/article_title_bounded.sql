-- fails: article_title_bounded
-- refused: a1
-- verdict: warning
select * replace (case article_id when 'a1' then repeat('t', 1001) else title end as title) from good
