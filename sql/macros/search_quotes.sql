-- One row per quote that has all of `words` in any order and in any of their forms, and every "phrase" in its order, the
-- best first: `score` is BM25. Ignores case, accents and punctuation. The words are data, never a pattern. An empty text
-- finds nothing: a page or script whose field is empty must get neither an error nor the whole warehouse.
create or replace macro main.search_quotes(words) as table
select quotes.*, ranked.score
from mart.printed_quotes as quotes
join main.ranked_texts('quote', words) as ranked on ranked.text_id = quotes.quote_id
order by ranked.score desc, published_on desc nulls last, article_id, start_char, quote_id;

comment on macro table main.search_quotes is
    'One row per quote with all of these words and phrases, the best first; none without words: search_quotes(''"climate change" minister'')';
