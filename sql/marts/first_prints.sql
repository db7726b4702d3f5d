-- One row per statement in quotation marks: the quotes of one family, or the same words by the same speaker.
-- First: the earliest print among the articles in this warehouse; an article elsewhere can be earlier. A print has the time
-- of its article's publication or, if the words entered with a later version, the time at which that was first seen. Prints
-- without a time come after every dated one and are counted apart. Leaves out statements of fewer than five words, which two
-- outlets can print independently.
create or replace view mart.first_prints as
with printed as (
    select
        quotes.*,
        coalesce(late.seen_from, published_at) as printed_at,
        coalesce(printed_at, 'infinity') as ordered_at,
        trim(regexp_replace(text, '[^\pL\pN\pM]+', ' ', 'g')) as words,
        coalesce(family_id, lower(words)) as statement
    from mart.attributed_quotes as quotes
    left join main.quote_families using (quote_id)
    left join main.late_quotes as late using (quote_id)
    where kind = 'direct'
),

statements as (
    select
        speaker_entity_id,
        speaker,
        arg_min(struct_pack(text := text, article_id := article_id, source := source), (ordered_at, article_id)) as first,
        min(printed_at) as first_published_at,
        -- Each `distinct` here would be a join of its own.
        len(list_distinct(list(article_id))) as count_articles,
        coalesce(len(list_distinct(list(article_id) filter (where printed_at is null))), 0) as count_undated,
        list_sort(list_distinct(list(source))) as sources,
        list_sort(list_distinct(list(text))) as variants
    from printed
    where length(words) - length(replace(words, ' ', '')) >= 4
    group by speaker_entity_id, speaker, statement
)
select
    speaker_entity_id,
    speaker,
    first.text as text,
    first.article_id as first_article_id,
    first.source as first_source,
    first_published_at,
    (first_published_at at time zone 'UTC')::date as first_published_on,
    count_articles,
    count_undated,
    len(sources) as count_outlets,
    sources,
    variants
from statements;

comment on view mart.first_prints is
    'One row per statement of five words or more, all in quotation marks: which dated article of this warehouse printed it first';
comment on column mart.first_prints.speaker_entity_id is 'The speaker''s entity';
comment on column mart.first_prints.speaker is 'Name of the speaker';
comment on column mart.first_prints.text is 'The statement as it was first printed';
comment on column mart.first_prints.first_article_id is 'The article here that printed it first; an undated one only if all are';
comment on column mart.first_prints.first_source is 'The outlet of that article';
comment on column mart.first_prints.first_published_at is 'When that article was published, UTC, or the first version with these words was seen, if that is a later one; NULL if no article is dated';
comment on column mart.first_prints.first_published_on is 'UTC day of first_published_at';
comment on column mart.first_prints.count_articles is 'Articles that print the statement';
comment on column mart.first_prints.count_undated is 'Of these, articles without a date, which may be earlier than the first';
comment on column mart.first_prints.count_outlets is 'Outlets that print it';
comment on column mart.first_prints.sources is 'Those outlets, sorted';
comment on column mart.first_prints.variants is 'The wordings in which it was printed, sorted';
