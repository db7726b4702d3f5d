-- fails: mention_text_is_slice
-- keys: m1
update main.mentions set text = 'Zoé Ngo' where mention_id = 'm1';
