-- rule_id: article_authors_whole
-- table: main.articles
-- why: A NULL or blank author is a person without a name in every count by byline.
-- owner: ingest
-- severity: warning
-- grain: one row per failing article

select article_id
from articles
where
    authors is null
    or len(list_filter(authors, lambda author: author is null or trim(author) = '')) > 0
