-- One row per article of a story, in the order of publication.
select published_at, source, title, copy_of, version, article_id
from main.articles
where story_id = $id
order by published_at nulls last, article_id
limit 200;
