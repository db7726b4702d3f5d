-- One row per article: what was found in it.
create or replace view mart.article_counts as
with quoted as (
    select
        article_id,
        count(*) as count_quotes,
        count(*) filter (where kind = 'direct') as count_direct,
        count(*) filter (where kind = 'mixed') as count_mixed,
        count(*) filter (where kind = 'indirect') as count_indirect,
        count(distinct coalesce(speaker_entity_id, speaker)) as count_speakers
    from main.quotes
    group by article_id
),

mentioned as (
    select article_id, count(*) as count_mentions, count(distinct entity_id) as count_entities
    from main.mentions
    where label <> 'MISC'
    group by article_id
)

select
    articles.article_id,
    articles.source,
    articles.published_on,
    articles.title,
    articles.url,
    articles.language,
    articles.version,
    articles.copy_of,
    articles.word_count,
    coalesce(quoted.count_quotes, 0) as count_quotes,
    coalesce(quoted.count_direct, 0) as count_direct,
    coalesce(quoted.count_mixed, 0) as count_mixed,
    coalesce(quoted.count_indirect, 0) as count_indirect,
    coalesce(quoted.count_speakers, 0) as count_speakers,
    coalesce(mentioned.count_mentions, 0) as count_mentions,
    coalesce(mentioned.count_entities, 0) as count_entities
from main.articles
left join quoted using (article_id)
left join mentioned using (article_id);

comment on view mart.article_counts is 'One row per article: its quotes by kind, its speakers, its mentions';
comment on column mart.article_counts.article_id is 'The article';
comment on column mart.article_counts.source is 'Outlet';
comment on column mart.article_counts.published_on is 'UTC day of publication; NULL if unknown';
comment on column mart.article_counts.title is 'Headline';
comment on column mart.article_counts.url is 'Address it was read from';
comment on column mart.article_counts.language is 'Language of the text, ISO 639-1';
comment on column mart.article_counts.version is 'Number of its newest version, from 1';
comment on column mart.article_counts.copy_of is 'article_id of an earlier article that it nearly repeats';
comment on column mart.article_counts.word_count is 'Words in the text';
comment on column mart.article_counts.count_quotes is 'Acts of saying in it';
comment on column mart.article_counts.count_direct is 'Those wholly inside quotation marks';
comment on column mart.article_counts.count_mixed is 'Those partly inside quotation marks';
comment on column mart.article_counts.count_indirect is 'Those without quotation marks';
comment on column mart.article_counts.count_speakers is 'Different speakers, known by name or by role';
comment on column mart.article_counts.count_mentions is 'Mentions in it';
comment on column mart.article_counts.count_entities is 'Different entities that it mentions';
