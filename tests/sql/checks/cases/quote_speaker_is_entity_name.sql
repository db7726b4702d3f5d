-- fails: quote_speaker_is_entity_name
-- keys: q1
update main.quotes set speaker = 'Ng';
