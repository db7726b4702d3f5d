-- fails: article_not_from_the_future
-- keys: a2
update main.articles set published_at = '2026-12-11 00:00:00+00', published_on = '2026-12-11' where article_id = 'a2';
