-- fails: quote_speaker_placed
-- refused: q1
-- verdict: warning
select * replace (case when quote_id <> 'q1' then speaker_end end as speaker_end) from good
