-- rule_id: article_copy_exists
-- table: main.articles
-- why: If the original of a copy is missing, counts of first prints leave out the quotes of both.
-- owner: load
-- severity: warning
-- grain: one row per failing article

select copies.article_id
from main.articles as copies
anti join main.articles as originals on originals.article_id = copies.copy_of
where copies.copy_of is not null
