select quote_id from quotes_about('lodz')
