-- fails: quote_segments, quote_text_fits_segments
-- refused: q1
-- verdict: warning
select * replace (case quote_id when 'q1' then [{'start_char': 1, 'end_char': 3}, {'start_char': 20, 'end_char': 24}, {'start_char': 5, 'end_char': 8}, {'start_char': 29, 'end_char': 30}] else segments end as segments) from good
