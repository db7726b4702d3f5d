-- fails: quote_mention_quote_exists
-- keys: q9
insert into main.quote_mentions values ('q9', 'm2', null);
