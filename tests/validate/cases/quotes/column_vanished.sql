-- fails: quote_segments, quote_complete, quote_text_fits_segments
-- refused: 
-- verdict: critical
select * exclude (segments) from good
