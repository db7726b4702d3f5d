-- One row per entity that has a page: those quoted, or named in two articles, the most quoted first, at most
-- `page_limit` of them. What a label of MISC marks is no person, body or place. Copies are left out of the counts.
create temp table site_entities as
with counted as (select article_id from main.articles where copy_of is null),

speaking as (
    select speaker_entity_id as entity_id, count(counted.article_id) as count_by
    from main.quotes
    left join counted using (article_id)
    where speaker_entity_id is not null and cue_class is distinct from 'attitude'
    group by speaker_entity_id
),

spoken_of as (
    select entity_id, count(distinct quote_id) as count_about
    from main.quote_mentions
    join main.quotes using (quote_id)
    join counted using (article_id)
    where entity_id is not null
    group by entity_id
),

named as (
    select entity_id, count(distinct article_id) as count_articles, count(*) as count_mentions
    from main.mentions
    join counted using (article_id)
    where entity_id is not null
    group by entity_id
)

select
    entities.entity_id,
    entities.name,
    entities.label,
    entities.aliases,
    entities.first_seen_at,
    coalesce(named.count_articles, 0) as count_articles,
    coalesce(named.count_mentions, 0) as count_mentions,
    coalesce(speaking.count_by, 0) as count_by,
    coalesce(spoken_of.count_about, 0) as count_about
from main.entities
left join speaking using (entity_id)
left join spoken_of using (entity_id)
left join named using (entity_id)
where entities.label <> 'MISC' and (speaking.entity_id is not null or entities.article_count > 1)
order by count_by desc, count_articles desc, count_mentions desc, entities.entity_id
limit getvariable('page_limit');
