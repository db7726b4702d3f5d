-- One row per story and article, in the order of their publication, at most 200 of each.
select
    articles.story_id as page_id,
    articles.published_at, articles.published_on, articles.source, articles.outlet_id, articles.title, articles.copy_of,
    articles.version, articles.count_quotes, articles.article_id
from site_articles as articles
join stories using (story_id)
qualify row_number() over (partition by page_id order by articles.published_at nulls last, articles.article_id) <= 200
order by page_id, articles.published_at nulls last, articles.article_id;
