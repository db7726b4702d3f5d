-- An article with the same text as an earlier article is its copy. Earlier: first seen, then published, before it.

update main.articles as articles
set copy_of = nullif(originals.article_id, articles.article_id)
from (
    select text_hash, first(article_id order by first_seen_at, published_at nulls last, article_id) as article_id
    from main.articles
    group by text_hash
) as originals
where originals.text_hash = articles.text_hash
    and articles.copy_of is distinct from nullif(originals.article_id, articles.article_id);
