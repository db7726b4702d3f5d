-- rows: 20
-- fails: articles_median_length
-- refused: 
-- verdict: warning
select * replace (30 as word_count) from good
