-- fails: mention_span, mention_text_fits_span
-- refused: m1
-- verdict: warning
select * replace (case mention_id when 'm1' then start_char else end_char end as end_char) from good
