from named_entities('Ankara') order by entity_id
