-- rule_id: article_versions_unique
-- table: main.article_versions
-- why: Two texts with one number, or two current versions, make the history of an article ambiguous.
-- owner: load
-- severity: critical
-- grain: one row per article

select article_id
from article_versions
group by article_id
having count(distinct version) < count(*) or count(*) filter (where seen_to is null) <> 1
