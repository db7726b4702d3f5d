-- One row per person or body that the newest night named for the first time, the 20 in most articles.
with newest as (select max(seen_from) as seen_at from main.article_versions)

select
    entities.name,
    entities.label,
    entities.article_count as articles,
    entities.mention_count as mentions,
    entities.entity_id
from main.entities
join newest on entities.first_seen_at = newest.seen_at
where entities.label in ('PERSON', 'ORG')
    and exists (from main.article_versions as earlier where earlier.seen_from < newest.seen_at)
order by articles desc, mentions desc, entities.entity_id
limit 20;
