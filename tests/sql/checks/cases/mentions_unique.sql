-- fails: mentions_unique, entity_counts_agree, entity_counts_add_up
-- keys: m1
insert into main.mentions select * from main.mentions where mention_id = 'm1';
