-- fails: quote_mention_mention_exists
-- keys: q1
insert into main.quote_mentions values ('q1', 'm9', null);
