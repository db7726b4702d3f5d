from precise_entities('Lind')
