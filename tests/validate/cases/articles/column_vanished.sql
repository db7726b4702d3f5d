-- rows: 20
-- fails: article_title_bounded, articles_titled_share
-- refused: 
-- verdict: critical
select * exclude (title) from good
