-- One row per person, body or place, the 500 most quoted and most named.
with speaking as (
    select speaker_entity_id as entity_id, count(*) as quotes
    from mart.attributed_quotes
    group by speaker_entity_id
),

spoken_of as (
    select entity_id, count(distinct quote_id) as quotes_about
    from main.quote_mentions
    group by entity_id
)

select
    entities.name,
    entities.label,
    coalesce(speaking.quotes, 0) as quotes,
    coalesce(spoken_of.quotes_about, 0) as quotes_about,
    entities.article_count as articles,
    entities.aliases,
    entities.entity_id
from main.entities
left join speaking using (entity_id)
left join spoken_of using (entity_id)
where entities.label <> 'MISC' and (speaking.quotes > 0 or entities.article_count > 1)
order by quotes desc, articles desc, entities.mention_count desc, entities.entity_id
limit 500;
