-- One row per quote that holds every one of `words`, whole, in any order, case and accents apart.
-- The words are data, never a pattern: none at all finds nothing.
create or replace macro main.search_quotes(words) as table
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
where main.fold(words) <> ''
    and list_has_all(string_split(main.fold(quotes.text), ' '), string_split(main.fold(words), ' '))
order by articles.published_on desc nulls last, quotes.article_id, quotes.start_char, quotes.quote_id;

comment on macro table main.search_quotes is 'One row per quote that holds all of these words: search_quotes(''bridge cathedral'')';
