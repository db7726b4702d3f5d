-- rule_id: mention_article_exists
-- table: main.mentions
-- why: A mention of an article that is not there is counted by entity and missing by article: totals contradict each other.
-- owner: load
-- severity: critical
-- grain: one row per failing mention

select mention_id from main.mentions anti join main.articles using (article_id)
