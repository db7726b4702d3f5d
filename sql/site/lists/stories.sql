-- One row per story of at least two articles, the newest 300.
select title, first_published_at, last_published_at, count_articles as articles, count_outlets as outlets, story_id
from main.stories
where count_articles > 1
order by last_published_at desc nulls last, count_articles desc, story_id
limit 300;
