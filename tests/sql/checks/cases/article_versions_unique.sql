-- fails: article_versions_unique
-- keys: a2
insert into main.article_versions select * from main.article_versions where article_id = 'a2';
