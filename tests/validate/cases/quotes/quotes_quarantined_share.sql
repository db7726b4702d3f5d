-- rows: 100
-- fails: quotes_quarantined_share, quote_cue_class
-- refused: all
-- verdict: critical
select * replace ('speach' as cue_class) from good
