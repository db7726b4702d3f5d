-- rows: 500
-- fails: quotes_direct_found
-- refused: 
-- verdict: critical
select * replace ('indirect' as kind) from good
