from named_entities('OZOLINA')
