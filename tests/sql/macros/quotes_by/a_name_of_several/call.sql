from quotes_by('Marin')
