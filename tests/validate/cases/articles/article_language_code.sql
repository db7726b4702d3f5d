-- fails: article_language_code
-- refused: a1
-- verdict: warning
select * replace (case article_id when 'a1' then 'English' else language end as language) from good
