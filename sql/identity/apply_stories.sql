-- Articles get their story; the stories are counted anew. Input: story_articles (article_id, story_id).

update main.articles
set story_id = null
where story_id is not null and article_id not in (select article_id from story_articles);

update main.articles
set story_id = story_articles.story_id
from story_articles
where story_articles.article_id = articles.article_id and articles.story_id is distinct from story_articles.story_id;

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
