select row_number() over () as place, quote_id from search_quotes('change climate')
