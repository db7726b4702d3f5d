-- fails: mention_article_exists
-- keys: m9
insert into main.mentions select * replace ('m9' as mention_id, 'gone' as article_id) from main.mentions where mention_id = 'm2';
