-- fails: article_has_words
-- refused: a1
-- verdict: warning
select * replace (case article_id when 'a1' then 0 else word_count end as word_count) from good
