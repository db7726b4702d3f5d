from quotes_by('White House')
