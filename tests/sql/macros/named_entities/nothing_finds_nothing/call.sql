from named_entities('')
