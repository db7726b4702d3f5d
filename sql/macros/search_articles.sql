-- One row per article whose headline and text have all of `words` in any order and in any of their forms, and every
-- "phrase" in its order, the best first: `score` is BM25. Ignores case, accents and punctuation.
create or replace macro main.search_articles(words) as table
select
    articles.published_on,
    articles.source,
    articles.title,
    articles.url,
    articles.word_count,
    articles.copy_of is not null as is_copy,
    ranked.score,
    articles.article_id
from main.articles
join main.ranked_texts('article', words) as ranked on ranked.text_id = articles.article_id
order by ranked.score desc, published_on desc nulls last, article_id;

comment on macro table main.search_articles is
    'One row per article with all of these words and phrases, the best first: search_articles(''"climate change" minister'')';
