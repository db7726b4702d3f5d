-- fails: quote_speaker_exists
-- keys: q1
update main.quotes set speaker_entity_id = 'gone';
