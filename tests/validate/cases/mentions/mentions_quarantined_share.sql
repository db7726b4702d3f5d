-- rows: 200
-- fails: mentions_quarantined_share, mention_kind
-- refused: all
-- verdict: critical
select * replace ('verb' as kind) from good
