-- rule_id: entity_vocabulary
-- table: main.entities
-- why: A nameless entity, or one of a label that marts do not know, is counted and never shown.
-- owner: extract
-- severity: critical
-- grain: one row per failing entity

select entity_id
from main.entities
where label not in ('PERSON', 'ORG', 'GPE', 'LOC', 'NORP', 'EVENT', 'MISC') or trim(name) = ''
