-- One row per speaker, outlet and day of publication.
-- Undated articles count under a NULL day, so that the sum over days equals the sum over articles.
create or replace view mart.quoted_by_day as
select
    published_on,
    source,
    speaker_entity_id,
    speaker,
    speaker_label,
    count(*) as count_quotes,
    count(*) filter (where kind = 'direct') as count_direct,
    count(*) filter (where is_copy) as count_in_copies,
    count(distinct article_id) as count_articles
from mart.attributed_quotes
group by all;

comment on view mart.quoted_by_day is
    'One row per speaker, outlet and day: how often each was quoted; counts the rows of mart.attributed_quotes';
comment on column mart.quoted_by_day.published_on is 'UTC day of publication; NULL for articles without a date';
comment on column mart.quoted_by_day.source is 'Outlet';
comment on column mart.quoted_by_day.speaker_entity_id is 'The speaker''s entity';
comment on column mart.quoted_by_day.speaker is 'Name of the speaker';
comment on column mart.quoted_by_day.speaker_label is 'Its label: PERSON, ORG, GPE, LOC, NORP or EVENT';
comment on column mart.quoted_by_day.count_quotes is 'Quotes by the speaker in the outlet on that day';
comment on column mart.quoted_by_day.count_direct is 'Those of them that are wholly inside quotation marks';
comment on column mart.quoted_by_day.count_in_copies is 'Those of them in articles that nearly repeat an earlier one';
comment on column mart.quoted_by_day.count_articles is 'Articles that quote the speaker';
