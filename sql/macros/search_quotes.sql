-- One row per quote that holds every one of `words`, whole, in any order, newest first; case, accents and punctuation apart.
-- The words are data, never a pattern; none at all finds nothing. A text without accents that does not even have the longest
-- word among its letters need not be folded.
create or replace macro main.search_quotes(words) as table
with asked as (
    select list(word) as wanted, max_by(word, length(word)) as longest
    from unnest(string_split(main.fold(words), ' ')) as each_word (word)
    where word <> ''
)

select
    articles.published_on,
    articles.source,
    quotes.speaker,
    quotes.speaker_role,
    quotes.kind,
    quotes.text,
    quotes.cue,
    quotes.cue_class,
    quotes.confidence,
    articles.title,
    articles.url,
    quotes.quote_id,
    quotes.article_id
from main.quotes
join main.articles using (article_id)
cross join asked
where case
    when main.has_accents(quotes.text) or contains(lower(quotes.text), asked.longest)
        then list_has_all(string_split(main.fold(quotes.text), ' '), asked.wanted)
    else false
end
order by articles.published_on desc nulls last, quotes.article_id, quotes.start_char, quotes.quote_id;

comment on macro table main.search_quotes is 'One row per quote that holds all of these words: search_quotes(''bridge cathedral'')';
