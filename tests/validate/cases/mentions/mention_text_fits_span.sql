-- fails: mention_text_fits_span
-- refused: m1
-- verdict: warning
select * replace (case mention_id when 'm1' then 'Ada  Ng' else text end as text) from good
