-- fails: mention_span, mention_complete, mention_text_fits_span
-- refused: 
-- verdict: critical
select * exclude (end_char), end_char as "end" from good
