-- fails: mentions_unique, entity_counts_agree
-- keys: m1
insert into main.mentions select * from main.mentions where mention_id = 'm1';
