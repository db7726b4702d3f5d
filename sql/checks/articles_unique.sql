-- rule_id: articles_unique
-- table: main.articles
-- why: An article that occurs twice doubles every count of its source, its day and its speakers.
-- owner: load
-- severity: critical
-- grain: one row per repeated id

select article_id from main.articles group by article_id having count(*) > 1
