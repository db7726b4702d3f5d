-- The mentions of tonight's articles replace the mentions of their earlier extraction.
-- Input: tonight_mentions.

delete from main.mentions where article_id in (select article_id from arriving);

insert into main.mentions by name
select * from tonight_mentions where article_id in (select article_id from arriving);
