-- rows: 50
-- fails: articles_quarantined_share, article_has_words, articles_median_length
-- refused: all
-- verdict: critical
select * replace (0 as word_count) from good
