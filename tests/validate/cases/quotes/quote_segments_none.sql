-- fails: quote_segments, quote_text_fits_segments
-- refused: q1
-- verdict: warning
select * replace (case quote_id when 'q1' then [] else segments end as segments) from good
