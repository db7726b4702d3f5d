-- fails: quote_text_bounded
-- refused: q1
-- verdict: warning
select * replace (case quote_id when 'q1' then repeat('w', 50001) else text end as text, case quote_id when 'q1' then 50002 else end_char end as end_char, case quote_id when 'q1' then [{'start_char': 1, 'end_char': 50002}] else segments end as segments) from good
