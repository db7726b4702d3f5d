-- One row per quote that contains all of `words` as whole words, in any order, newest first; ignores case, accents and
-- punctuation. The words are data, never a pattern; an empty text finds nothing. Folding is slow, so only a text with the
-- letters of the longest word is folded.
create or replace macro main.search_quotes(words) as table
with asked as (
    select list(word) as wanted, max_by(word, length(word)) as longest
    from unnest(string_split(main.fold(words), ' ')) as each_word (word)
    where word <> ''
)

select quotes.*
from mart.printed_quotes as quotes
cross join asked
where case
    when contains(lower(quotes.text), asked.longest)
        or (main.has_accents(quotes.text) and contains(main.bare_letters(quotes.text), asked.longest))
        then list_has_all(string_split(main.fold(quotes.text), ' '), asked.wanted)
    else false
end
order by published_on desc nulls last, article_id, start_char, quote_id;

comment on macro table main.search_quotes is
    'One row per quote that contains all of these words: search_quotes(''bridge cathedral'')';
