-- Rows that led to the forgotten articles, and names that nobody else has.
delete from main.quote_mentions where quote_id not in (select quote_id from main.quotes);
delete from main.quote_families where quote_id not in (select quote_id from main.quotes);
delete from main.quote_families
where family_id not in (select family_id from main.quote_families where is_first)
    or family_id in (select family_id from main.quote_families group by family_id having count(*) = 1);
delete from main.name_blocks where base not in (select base from main.article_names);
update main.articles set copy_of = null, copy_share = null where copy_of in (from forgotten_articles);
