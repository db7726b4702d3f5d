-- fails: quote_mentions_unique
-- keys: q1
insert into main.quote_mentions values ('q1', 'm2', null);
