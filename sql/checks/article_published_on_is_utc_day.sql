-- rule_id: article_published_on_is_utc_day
-- table: main.articles
-- why: A day that is not the UTC day of the time puts the article into the wrong night of every daily mart.
-- owner: ingest
-- severity: critical
-- grain: one row per failing article

select article_id
from main.articles
where published_on is distinct from (published_at at time zone 'UTC')::date
