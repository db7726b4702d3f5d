-- fails: quotes_unique
-- keys: q1
insert into main.quotes select * from main.quotes;
