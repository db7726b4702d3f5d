-- The quotes of tonight's articles replace the quotes of their earlier extraction.
-- Input: tonight_quotes.

delete from main.quote_mentions
where quote_id in (select quote_id from main.quotes where article_id in (select article_id from arriving));

delete from main.quotes where article_id in (select article_id from arriving);

insert into main.quotes by name
select * from tonight_quotes where article_id in (select article_id from arriving);
