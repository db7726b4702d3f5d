-- The mentions inside these quotes, and those inside no quote at all.
create table tonight.quote_mentions as
select *
from main.quote_mentions
where quote_id in (select quote_id from tonight.quotes)
    or quote_id not in (select quote_id from main.quotes);
