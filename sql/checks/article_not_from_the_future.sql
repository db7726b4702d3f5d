-- rule_id: article_not_from_the_future
-- table: main.articles
-- why: A date after the fetch (day and month exchanged, wrong time zone) puts the article at the end of every series.
-- owner: ingest
-- severity: warning
-- grain: one row per failing article

-- Two days: a date without a time zone can be a day off, and a morning edition is dated one day ahead.
select article_id from articles where published_at > loaded_at + interval 2 days
