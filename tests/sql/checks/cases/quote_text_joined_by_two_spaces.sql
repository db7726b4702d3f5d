-- fails: quote_text_is_segments
-- keys: q1
update main.quotes set text = 'We will go,  Soon.';
