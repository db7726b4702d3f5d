-- fails: mention_kind, mention_complete
-- refused: 
-- verdict: critical
select * exclude (kind) from good
