-- One row per person or body that the newest night named for the first time, the 20 in most articles; copies do not count.
with newest as (select max(seen_from) as seen_at from main.article_versions)

select
    entities.name,
    entities.label,
    count(distinct mentions.article_id) as articles,
    count(*) as mentions,
    entities.entity_id
from main.entities
join newest on entities.first_seen_at = newest.seen_at
join main.mentions using (entity_id)
join main.articles using (article_id)
where entities.label in ('PERSON', 'ORG')
    and articles.copy_of is null
    and exists (from main.article_versions as earlier where earlier.seen_from < newest.seen_at)
group by entities.name, entities.label, entities.entity_id
order by articles desc, mentions desc, entities.entity_id
limit 20;
