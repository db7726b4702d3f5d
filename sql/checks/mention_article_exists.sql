-- rule_id: mention_article_exists
-- table: main.mentions
-- why: A mention of a missing article is counted by entity but not by article, so that totals contradict each other.
-- owner: load
-- severity: critical
-- grain: one row per failing mention

select mention_id from mentions anti join main.articles using (article_id)
