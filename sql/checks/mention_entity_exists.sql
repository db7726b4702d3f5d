-- rule_id: mention_entity_exists
-- table: main.mentions
-- why: A mention of a missing entity disappears from every join with entities.
-- owner: load
-- severity: critical
-- grain: one row per failing mention

select mention_id from main.mentions anti join main.entities using (entity_id) where entity_id is not null
