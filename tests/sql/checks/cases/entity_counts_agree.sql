-- fails: entity_counts_agree
-- keys: e1
update main.entities set mention_count = 2;
