-- rule_id: entity_counts_add_up
-- table: main.entities
-- why: If the counts of all entities do not add up to the mentions, some entity is ranked by a wrong count.
-- owner: load
-- severity: critical
-- grain: one row for the whole table

with counted as (
    select
        coalesce((select sum(mention_count) from main.entities), 0) as of_entities,
        (select count(*) from main.mentions where entity_id is not null) as of_mentions,
)

select 'sum of mention_count' as entity_id from counted where of_entities <> of_mentions
