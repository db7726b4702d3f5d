-- fails: quote_segments, quote_text_fits_segments
-- refused: q1
-- verdict: warning
select * replace (case quote_id when 'q1' then [{'start_char': 1, 'end_char': 26}, {'start_char': 25, 'end_char': 30}] else segments end as segments) from good
