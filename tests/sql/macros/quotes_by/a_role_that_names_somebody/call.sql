select quote_id from quotes_by('Malakhov')
