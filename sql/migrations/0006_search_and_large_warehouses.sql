-- Schema version 6: the texts as searches read them, what a night need not read again, and quotes of later versions.
-- The next run fills both tables of searches and the bases of all stories, and its checks read all rows.

alter table ops.runs add column checked_rows VARCHAR;

-- One row per article: all that its story depends on, as one number. A night groups the articles again whose number changed.
create table main.story_bases (
    article_id  VARCHAR NOT NULL,
    basis       UBIGINT NOT NULL
);

-- One row per word of the texts, as `fold` writes it, and its stem.
create table main.word_stems (
    word  VARCHAR NOT NULL,
    stem  VARCHAR NOT NULL
);

-- One row per article and one per quote: its text as searches read it.
create table main.stemmed_texts (
    kind         VARCHAR NOT NULL,
    text_id      VARCHAR NOT NULL,
    article_id   VARCHAR NOT NULL,
    stems        VARCHAR NOT NULL,
    count_stems  INTEGER NOT NULL
);

-- One row per quote whose words entered its article with a later version: it was not printed when the article was published.
create table main.late_quotes (
    quote_id    VARCHAR NOT NULL,
    article_id  VARCHAR NOT NULL,
    seen_from   TIMESTAMPTZ NOT NULL
);

-- As in load/4_late_quotes.sql, for all articles.
insert into main.late_quotes by name
with versions as (
    select article_id, version, seen_from, trim(regexp_replace(lower(text), '[^\pL\pN\pM]+', ' ', 'g')) as words
    from main.article_versions
    where article_id in (select article_id from main.articles where version > 1)
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
