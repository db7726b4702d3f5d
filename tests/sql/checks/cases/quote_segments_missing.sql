-- fails: quote_segments_ordered, quote_text_is_segments
-- keys: q1
update main.quotes set segments = [];
