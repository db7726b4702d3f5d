-- fails: mention_text_bounded
-- refused: m1
-- verdict: warning
select * replace (case mention_id when 'm1' then repeat('n', 501) else text end as text, case mention_id when 'm1' then start_char + 501 else end_char end as end_char) from good
