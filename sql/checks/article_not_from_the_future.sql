-- rule_id: article_not_from_the_future
-- table: main.articles
-- why: A date after the article was fetched (day and month exchanged, a wrong zone) stands at the end of every series.
-- owner: ingest
-- severity: warning
-- grain: one row per failing article

-- Two days: the zone of a date without one may be a day off, and a morning edition is dated ahead.
select article_id from main.articles where published_at > loaded_at + interval 2 days
