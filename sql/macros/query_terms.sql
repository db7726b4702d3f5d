-- One row per thing that a search asks for: a word, or the words between quotation marks, as stems in their order. A mark
-- that is never closed ends with the search. A word that no text has is cut to the longest stem that an ending of English
-- makes it from ("bridges" where only "bridge" is printed), else stays as it is.
create or replace macro main.query_terms(words) as table
with phrases as (
    select distinct main.fold(unnest(list_concat(
        regexp_extract_all(words, '["“”„«]([^"“”„«»]+)(?:["“”»]|$)', 1),
        string_split(main.fold(regexp_replace(words, '["“”„«][^"“”„«»]+(?:["“”»]|$)', ' ', 'g')), ' ')
    ))) as phrase
),

spread as (
    select phrase, unnest(string_split(phrase, ' ')) as word, generate_subscripts(string_split(phrase, ' '), 1) as position
    from phrases
    where phrase <> ''
),

unknown as (
    select distinct word from spread where word not in (select word from main.word_stems)
),

guessed as (
    select unknown.word, max_by(stems.stem, length(stems.stem)) as stem
    from unknown
    join main.word_stems as stems
        on starts_with(unknown.word, stems.stem)
        and regexp_matches(
            substr(unknown.word, length(stems.stem) + 1), '^.?(e?s|e?d|ings?|e|ers?|ors?|ly|ments?|ness|ations?|ions?|als?|ally|ists?|ies|ied|y)$'
        )
    group by unknown.word
)

select distinct ' ' || string_agg(coalesce(known.stem, guessed.stem, spread.word), ' ' order by position) || ' ' as term
from spread
left join main.word_stems as known using (word)
left join guessed using (word)
group by phrase;

comment on macro table main.query_terms is
    'One row per word or quoted phrase of a search, as stems: query_terms(''"climate change" minister'')';
