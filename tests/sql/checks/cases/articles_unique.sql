-- fails: articles_unique
-- keys: a2
insert into main.articles select * from main.articles where article_id = 'a2';
