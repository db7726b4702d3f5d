-- The stories are counted anew from the articles that have one.

delete from main.stories;

insert into main.stories by name
with placed as (
    select *, row_number() over (partition by story_id order by published_at nulls last, article_id) as place
    from main.articles
    where story_id is not null
)
select
    story_id,
    arg_min(title, place) as title,
    arg_min(article_id, place) as first_article_id,
    min(published_at) as first_published_at,
    max(published_at) as last_published_at,
    count(*) as count_articles,
    count(distinct source) as count_outlets,
from placed
group by story_id;
