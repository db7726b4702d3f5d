-- fails: mention_entity_exists, quote_mention_inside, entity_counts_add_up
-- keys: m2
update main.mentions set entity_id = 'gone' where mention_id = 'm2';
