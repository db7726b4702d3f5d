-- rule_id: quotes_unique
-- table: main.quotes
-- why: A quote that occurs twice counts its speaker twice in every mart.
-- owner: load
-- severity: critical
-- grain: one row per repeated id

select quote_id from quotes group by quote_id having count(*) > 1
