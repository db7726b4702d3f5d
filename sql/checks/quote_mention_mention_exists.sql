-- rule_id: quote_mention_mention_exists
-- table: main.quote_mentions
-- why: A quote that keeps a deleted mention talks about somebody who is not in the text.
-- owner: load
-- severity: critical
-- grain: one row per failing pair

select quote_id, mention_id from quote_mentions anti join mentions using (mention_id)
