-- rule_id: quote_article_exists
-- table: main.quotes
-- why: A quote of an article that is not there cannot be read where it was said, and is counted nowhere by day.
-- owner: load
-- severity: critical
-- grain: one row per failing quote

select quote_id from main.quotes anti join main.articles using (article_id)
