-- fails: article_copy_exists
-- keys: a2
update main.articles set copy_of = 'gone' where article_id = 'a2';
