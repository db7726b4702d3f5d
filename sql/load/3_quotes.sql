-- The quotes of tonight's articles replace the quotes of their earlier extraction.
-- Those of a version that tonight's replaces are kept apart. Input: tonight_quotes. Leaves: unprinted (their old words).

create temp table unprinted as
select quote_id, text from main.quotes where article_id in (select article_id from arriving);

insert into main.version_quotes by name
select quotes.*, arriving.version - 1 as version
from main.quotes
join arriving using (article_id)
where arriving.is_new_version;

delete from main.quote_mentions
where quote_id in (select quote_id from main.quotes where article_id in (select article_id from arriving));

delete from main.quotes where article_id in (select article_id from arriving);

insert into main.quotes by name
select * from tonight_quotes where article_id in (select article_id from arriving);
