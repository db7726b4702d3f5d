-- fails: article_size_bounded
-- refused: a1
-- verdict: warning
select * replace (case article_id when 'a1' then repeat('word ', 200001) else text end as text) from good
