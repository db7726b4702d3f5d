-- rule_id: article_published_on_is_utc_day
-- table: main.articles
-- why: If the day is not the UTC day of the time, every daily mart counts the article on the wrong day.
-- owner: ingest
-- severity: critical
-- grain: one row per failing article

select article_id
from articles
where published_on is distinct from (published_at at time zone 'UTC')::date
