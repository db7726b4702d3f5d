-- fails: quote_vocabulary
-- keys: q1
update main.quotes set confidence = 1.2;
