-- rows: 1000
-- fails: mentions_people_found
-- refused: 
-- verdict: critical
select * replace ('MISC' as label) from good
