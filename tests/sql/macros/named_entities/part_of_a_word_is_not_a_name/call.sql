from named_entities('Mal')
