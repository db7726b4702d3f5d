-- fails: article_url_harmless
-- refused: a1
-- verdict: warning
select * replace (case article_id when 'a1' then ' JavaScript:alert(1)' else url end as url) from good
