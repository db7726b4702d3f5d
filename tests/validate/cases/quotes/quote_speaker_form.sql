-- fails: quote_speaker_form
-- refused: q1
-- verdict: warning
select * replace (case quote_id when 'q1' then 'title' else speaker_form end as speaker_form) from good
