select quote_id from search_quotes('bridges')
