-- One row per entity that has a page: those quoted, or named in two articles, the most quoted first, at most
-- `page_limit` of them. What a label of MISC marks is no person, body or place.
create temp table site_entities as
with speaking as (
    select speaker_entity_id as entity_id, count(*) as count_by
    from main.quotes
    where speaker_entity_id is not null and cue_class is distinct from 'attitude'
    group by speaker_entity_id
),

spoken_of as (
    select entity_id, count(distinct quote_id) as count_about
    from main.quote_mentions
    where entity_id is not null
    group by entity_id
)

select
    entities.entity_id,
    entities.name,
    entities.label,
    entities.aliases,
    entities.first_seen_at,
    entities.article_count as count_articles,
    entities.mention_count as count_mentions,
    coalesce(speaking.count_by, 0) as count_by,
    coalesce(spoken_of.count_about, 0) as count_about
from main.entities
left join speaking using (entity_id)
left join spoken_of using (entity_id)
where entities.label <> 'MISC' and (speaking.count_by > 0 or entities.article_count > 1)
order by count_by desc, count_articles desc, count_mentions desc, entities.entity_id
limit getvariable('page_limit');
