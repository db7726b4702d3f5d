-- One row per statement: the same words, in quotation marks, by the same speaker, in however many articles.
-- First: the earliest time of publication among the articles in this warehouse; an article elsewhere can be earlier. Leaves
-- out undated articles, which cannot be ordered, and statements of fewer than five words, which two outlets can print
-- independently.
create or replace view mart.first_prints as
with printed as (
    select *, trim(lower(regexp_replace(text, '[^\pL\pN\pM]+', ' ', 'g'))) as words
    from mart.attributed_quotes
    where kind = 'direct' and published_at is not null
)
select
    speaker_entity_id,
    speaker,
    arg_min(text, (published_at, article_id)) as text,
    arg_min(article_id, (published_at, article_id)) as first_article_id,
    arg_min(source, (published_at, article_id)) as first_source,
    min(published_at) as first_published_at,
    arg_min(published_on, (published_at, article_id)) as first_published_on,
    count(distinct article_id) as count_articles,
    count(distinct source) as count_outlets,
    list_sort(list(distinct source)) as sources
from printed
where len(string_split(words, ' ')) >= 5
group by speaker_entity_id, speaker, words;

comment on view mart.first_prints is 'One row per statement in quotation marks: which article of this warehouse printed it first';
comment on column mart.first_prints.speaker_entity_id is 'The speaker''s entity';
comment on column mart.first_prints.speaker is 'Name of the speaker';
comment on column mart.first_prints.text is 'The statement as it was first printed';
comment on column mart.first_prints.first_article_id is 'The earliest dated article here that prints it';
comment on column mart.first_prints.first_source is 'The outlet of that article';
comment on column mart.first_prints.first_published_at is 'When that article was published, UTC';
comment on column mart.first_prints.first_published_on is 'UTC day of that publication';
comment on column mart.first_prints.count_articles is 'Dated articles that print the statement';
comment on column mart.first_prints.count_outlets is 'Outlets that print it';
comment on column mart.first_prints.sources is 'Those outlets, sorted';
