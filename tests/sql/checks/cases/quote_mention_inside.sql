-- fails: quote_mention_inside
-- keys: q1
update main.mentions set start_char = 0, end_char = 1, text = '“' where mention_id = 'm2';
