from precise_entities('Democratic Party')
