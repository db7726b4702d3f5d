-- fails: entities_unique
-- keys: e1
insert into main.entities select * from main.entities;
