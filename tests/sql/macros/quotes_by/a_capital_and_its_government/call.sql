from quotes_by('Ankara')
