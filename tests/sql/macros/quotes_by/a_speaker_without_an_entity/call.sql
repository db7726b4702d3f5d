select quote_id, published_on from quotes_by('government of egypt')
