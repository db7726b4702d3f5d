-- fails: quote_article_exists
-- keys: q9
insert into main.quotes select * replace ('q9' as quote_id, 'gone' as article_id) from main.quotes;
