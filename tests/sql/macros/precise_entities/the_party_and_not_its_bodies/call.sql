from precise_entities('republicans')
