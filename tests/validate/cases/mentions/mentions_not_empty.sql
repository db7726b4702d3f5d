-- fails: mentions_not_empty
-- refused: 
-- verdict: critical
select * from good where false
