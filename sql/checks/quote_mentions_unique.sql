-- rule_id: quote_mentions_unique
-- table: main.quote_mentions
-- why: A pair that occurs twice doubles the counts of who talks about whom.
-- owner: load
-- severity: critical
-- grain: one row per repeated pair

select quote_id, mention_id from quote_mentions group by all having count(*) > 1
