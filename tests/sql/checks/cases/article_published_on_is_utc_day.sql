-- fails: article_published_on_is_utc_day
-- keys: a2
update main.articles set published_on = '2026-11-21' where article_id = 'a2';
