from named_entities('Evgeny malakhov')
