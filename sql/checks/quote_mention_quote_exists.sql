-- rule_id: quote_mention_quote_exists
-- table: main.quote_mentions
-- why: A deleted quote that keeps its mentions still counts as something said about them.
-- owner: load
-- severity: critical
-- grain: one row per failing pair

select quote_id, mention_id from quote_mentions anti join quotes using (quote_id)
