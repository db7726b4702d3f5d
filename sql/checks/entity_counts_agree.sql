-- rule_id: entity_counts_agree
-- table: main.entities
-- why: Counts that differ from the mentions rank the wrong entities first.
-- owner: load
-- severity: critical
-- grain: one row per failing entity

with counted as (
    select entity_id, count(*) as mention_count, count(distinct article_id) as article_count
    from main.mentions
    where entity_id in (select entity_id from entities)
    group by entity_id
)

select entity_id
from entities
left join counted using (entity_id)
where
    entities.mention_count is distinct from coalesce(counted.mention_count, 0)
    or entities.article_count is distinct from coalesce(counted.article_count, 0)
