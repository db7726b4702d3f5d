-- fails: quote_cue_class
-- refused: q1
-- verdict: warning
select * replace (case quote_id when 'q1' then 'speach' else cue_class end as cue_class) from good
