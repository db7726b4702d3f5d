-- fails: mention_text_is_slice
-- keys: m1
update main.mentions set start_char = 29, end_char = 999, text = 'Soon.”' where mention_id = 'm1';
