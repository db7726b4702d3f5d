-- How did a story spread? Its articles in order, with the share that each repeats of another.
select stories.title as story, articles.published_at, articles.source, articles.title, articles.copy_share
from main.stories
join main.articles using (story_id)
where stories.count_articles > 1
order by stories.count_outlets desc, stories.count_articles desc, story_id, articles.published_at nulls last, article_id
limit 50;
