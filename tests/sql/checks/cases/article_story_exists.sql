-- fails: article_story_exists
-- keys: a2
update main.articles set story_id = 'gone' where article_id = 'a2';
