select quote_id from search_quotes('"climate change"')
