-- rule_id: quote_article_exists
-- table: main.quotes
-- why: A quote of a missing article cannot be read in its context, and no count by day includes it.
-- owner: load
-- severity: critical
-- grain: one row per failing quote

select quote_id from quotes anti join main.articles using (article_id)
