-- rule_id: quote_speaker_is_entity_name
-- table: main.quotes
-- why: Two names of one speaker give a count by speaker another winner than a count by entity.
-- owner: load
-- severity: critical
-- grain: one row per failing quote

select quotes.quote_id
from main.quotes
join main.entities on entities.entity_id = quotes.speaker_entity_id
where quotes.speaker is distinct from entities.name
