-- fails: entity_vocabulary
-- keys: e1
update main.entities set label = 'PER';
