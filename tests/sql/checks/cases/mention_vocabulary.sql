-- fails: mention_vocabulary
-- keys: m2
update main.mentions set label = 'PER' where mention_id = 'm2';
