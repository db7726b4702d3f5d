-- rule_id: entities_unique
-- table: main.entities
-- why: The same entity twice doubles every count of whoever it is.
-- owner: load
-- severity: critical
-- grain: one row per repeated id

select entity_id from main.entities group by entity_id having count(*) > 1
