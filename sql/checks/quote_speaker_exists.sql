-- rule_id: quote_speaker_exists
-- table: main.quotes
-- why: A speaker without an entity row appears in the quote, but not in the marts of speakers.
-- owner: load
-- severity: warning
-- grain: one row per failing quote

select quote_id
from main.quotes
anti join main.entities on entities.entity_id = quotes.speaker_entity_id
where speaker_entity_id is not null
