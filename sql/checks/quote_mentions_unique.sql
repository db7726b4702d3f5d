-- rule_id: quote_mentions_unique
-- table: main.quote_mentions
-- why: The same pair twice counts twice whom a quote is about.
-- owner: load
-- severity: critical
-- grain: one row per repeated pair

select quote_id, mention_id from main.quote_mentions group by all having count(*) > 1
