-- rule_id: entities_unique
-- table: main.entities
-- why: An entity that occurs twice doubles each of its counts.
-- owner: load
-- severity: critical
-- grain: one row per repeated id

select entity_id from main.entities group by entity_id having count(*) > 1
