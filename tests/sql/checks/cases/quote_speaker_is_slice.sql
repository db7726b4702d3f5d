-- fails: quote_speaker_is_slice
-- keys: q1
update main.quotes set speaker_text = 'Zoë Ngo';
