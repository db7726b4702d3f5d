-- rule_id: entity_vocabulary
-- table: main.entities
-- why: An entity without a name, or with a label that marts do not know, is counted but never shown.
-- owner: extract
-- severity: critical
-- grain: one row per failing entity

select entity_id
from main.entities
where label not in ('PERSON', 'ORG', 'GPE', 'LOC', 'NORP', 'EVENT', 'MISC') or trim(name) = ''
