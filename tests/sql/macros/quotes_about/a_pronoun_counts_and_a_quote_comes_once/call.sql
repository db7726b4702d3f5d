from quotes_about('cairo')
