-- rule_id: mentions_unique
-- table: main.mentions
-- why: A mention that occurs twice counts a name twice in every mart.
-- owner: load
-- severity: critical
-- grain: one row per repeated id

select mention_id from mentions group by mention_id having count(*) > 1
