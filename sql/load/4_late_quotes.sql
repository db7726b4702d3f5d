-- A quote that entered its article with a later version was not printed when the article was published.
-- A version has a quote if it has the words of every segment, wherever case and punctuation differ: what an earlier
-- extraction found in it does not matter.

delete from main.late_quotes where article_id in (select article_id from arriving);

insert into main.late_quotes by name
with versions as (
    select article_id, version, seen_from, trim(regexp_replace(lower(text), '[^\pL\pN\pM]+', ' ', 'g')) as words
    from main.article_versions
    where article_id in (select article_id from arriving where version > 1)
),

printed as (
    select quotes.quote_id, quotes.article_id, articles.version,
        list_transform(
            quotes.segments,
            lambda piece: trim(regexp_replace(
                lower(substr(articles.text, piece.start_char + 1, piece.end_char - piece.start_char)),
                '[^\pL\pN\pM]+', ' ', 'g'
            ))
        ) as pieces
    from main.quotes
    join main.articles using (article_id)
    where quotes.article_id in (select article_id from versions)
)

select quote_id, printed.article_id, arg_min(versions.seen_from, versions.version) as seen_from
from printed
join versions using (article_id)
where versions.version = printed.version
    or list_bool_and(list_transform(pieces, lambda piece: contains(versions.words, piece)))
group by quote_id, printed.article_id
having min(versions.version) > 1;
