from quotes_by('evgeny MALAKHOV')
