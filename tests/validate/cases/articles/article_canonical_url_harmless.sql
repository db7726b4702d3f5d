-- fails: article_canonical_url_harmless
-- refused: a1
-- verdict: warning
select * replace (case article_id when 'a1' then 'data:text/html,x' end as canonical_url) from good
