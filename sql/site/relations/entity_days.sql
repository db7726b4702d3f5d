-- One row per entity with a page and day of publication: the articles that name it and the quotes that it says; no copies.
with named as (
    select distinct mentions.entity_id, mentions.article_id
    from main.mentions
    join site_entities using (entity_id)
),

speaking as (
    select speaker_entity_id as entity_id, article_id, count(*) as count_quotes
    from site_quotes
    where speaker_entity_id is not null and cue_class is distinct from 'attitude'
    group by speaker_entity_id, article_id
)

select
    named.entity_id as page_id,
    articles.published_on as day,
    count(*) as count_articles,
    coalesce(sum(speaking.count_quotes), 0)::bigint as count_quotes
from named
join site_articles as articles using (article_id)
left join speaking using (entity_id, article_id)
where articles.published_on is not null and articles.copy_of is null
group by named.entity_id, articles.published_on
order by page_id, day;
