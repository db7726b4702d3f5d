-- rule_id: article_version_is_newest
-- table: main.articles
-- why: An article that is not its newest version shows analysts a text that was corrected since.
-- owner: load
-- severity: critical
-- grain: one row per failing article

with newest as (
    select article_id, max(version) as version, arg_max(text_hash, version) as text_hash
    from article_versions
    group by article_id
)

select article_id
from articles
left join newest using (article_id)
where
    newest.version is distinct from articles.version
    or newest.text_hash is distinct from articles.text_hash
