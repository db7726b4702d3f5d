-- fails: quote_family_whole
-- keys: f1
insert into main.quote_families values ('q1', 'f1', false, 1.0);
