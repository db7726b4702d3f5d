-- rows: 20
-- fails: articles_texts_distinct
-- refused: 
-- verdict: warning
select * replace ('same' as text_hash) from good
