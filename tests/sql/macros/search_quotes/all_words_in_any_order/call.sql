from search_quotes('SAFE quiet')
