-- fails: entities_unique, entity_counts_add_up
-- keys: e1
insert into main.entities select * from main.entities;
