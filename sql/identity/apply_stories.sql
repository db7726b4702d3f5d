-- Regrouped articles get their story; the stories that they leave or enter are counted anew.
-- Input: regrouped (article_id), story_articles (article_id, story_id), left_stories (story_id).

update main.articles
set story_id = found.story_id
from (select article_id, story_id from regrouped left join story_articles using (article_id)) as found
where found.article_id = articles.article_id and articles.story_id is distinct from found.story_id;

delete from main.stories
where story_id in (select story_id from left_stories) or story_id in (select story_id from story_articles);

insert into main.stories by name
with placed as (
    select *, row_number() over (partition by story_id order by published_at nulls last, article_id) as place
    from main.articles
    where story_id in (select story_id from story_articles)
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
