-- fails: entity_counts_agree, entity_counts_add_up
-- keys: e1
update main.entities set mention_count = 2;
