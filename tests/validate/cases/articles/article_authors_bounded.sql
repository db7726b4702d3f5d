-- fails: article_authors_bounded
-- refused: a1
-- verdict: warning
select * replace (case article_id when 'a1' then list_transform(range(101), lambda n: 'A') else authors end as authors) from good
