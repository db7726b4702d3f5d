-- rule_id: quote_speaker_exists
-- table: main.quotes
-- why: A speaker whose entity is not there is named in the quote and missing among those who speak.
-- owner: load
-- severity: warning
-- grain: one row per failing quote

select quote_id
from main.quotes
anti join main.entities on entities.entity_id = quotes.speaker_entity_id
where speaker_entity_id is not null
