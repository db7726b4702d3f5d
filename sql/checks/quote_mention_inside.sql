-- rule_id: quote_mention_inside
-- table: main.quote_mentions
-- why: A mention outside the quote makes the speaker talk about somebody whom only the reporter named.
-- owner: load
-- severity: critical
-- grain: one row per failing pair

select quote_id, mention_id
from quote_mentions
join quotes using (quote_id)
join mentions using (mention_id)
where
    mentions.article_id <> quotes.article_id
    or quote_mentions.entity_id is distinct from mentions.entity_id
    or mentions.start_char < quotes.start_char
    or mentions.end_char > quotes.end_char
