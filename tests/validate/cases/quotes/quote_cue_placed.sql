-- fails: quote_cue_placed
-- refused: q1
-- verdict: warning
select * replace (case quote_id when 'q1' then 'says so' else cue end as cue) from good
