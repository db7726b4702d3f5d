-- fails: quote_cue_placed
-- refused: q1
-- verdict: warning
select * replace (case when quote_id <> 'q1' then cue_start end as cue_start) from good
