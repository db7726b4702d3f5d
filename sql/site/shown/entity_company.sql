-- One row per entity named in the same articles as an entity, the twelve most frequent; no copies.
with named as (
    select distinct entity_id, article_id
    from main.mentions
    join main.articles using (article_id)
    where entity_id is not null and copy_of is null
)
select entities.name, entities.label, count(*) as articles
from named as one
join named as other using (article_id)
join main.entities on entities.entity_id = other.entity_id
where one.entity_id = $id and other.entity_id <> $id and entities.label <> 'MISC'
group by entities.entity_id, entities.name, entities.label
order by articles desc
limit 12;
