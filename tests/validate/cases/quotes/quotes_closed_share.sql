-- rows: 100
-- fails: quotes_closed_share
-- refused: 
-- verdict: warning
select * replace (true as is_unclosed) from good
