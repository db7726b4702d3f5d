-- One row per outlet and day of publication. Undated articles count under a NULL day.
create or replace view mart.outlets_by_day as
with quoted as (
    select
        article_id,
        count(*) as count_quotes,
        count(speaker_entity_id) as count_attributed
    from main.quotes
    group by article_id
)
select
    published_on,
    source,
    count(*) as count_articles,
    count(*) filter (where copy_of is not null) as count_copies,
    sum(word_count)::BIGINT as count_words,
    coalesce(sum(count_quotes), 0)::BIGINT as count_quotes,
    coalesce(sum(count_attributed), 0)::BIGINT as count_attributed,
    count(*) filter (where count_quotes is null) as count_without_quotes
from main.articles
left join quoted using (article_id)
group by all;

comment on view mart.outlets_by_day is 'One row per outlet and day: what it published and how much of it was speech';
comment on column mart.outlets_by_day.published_on is 'UTC day of publication; NULL for articles without a date';
comment on column mart.outlets_by_day.source is 'Outlet';
comment on column mart.outlets_by_day.count_articles is 'Articles of that day, in every language';
comment on column mart.outlets_by_day.count_copies is 'Those of them that nearly repeat an earlier article';
comment on column mart.outlets_by_day.count_words is 'Words in them';
comment on column mart.outlets_by_day.count_quotes is 'Acts of saying in them, attitudes included';
comment on column mart.outlets_by_day.count_attributed is 'Those of the quotes whose speaker is an entity';
comment on column mart.outlets_by_day.count_without_quotes is 'Articles in which nothing is quoted';
