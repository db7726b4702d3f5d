-- fails: quote_segments_ordered
-- keys: q1
update main.quotes set start_char = 0;
