-- rule_id: article_copy_exists
-- table: main.articles
-- why: A copy of an article that is not there hides its quotes from every count of first sayings.
-- owner: load
-- severity: warning
-- grain: one row per failing article

select copies.article_id
from main.articles as copies
anti join main.articles as originals on originals.article_id = copies.copy_of
where copies.copy_of is not null
