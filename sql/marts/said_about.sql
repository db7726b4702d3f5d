-- One row per speaker and entity that the speaker's quotes mention. Speaking of oneself is left out.
create or replace view mart.said_about as
with spoken_of as (select distinct quote_id, entity_id from main.quote_mentions),

talk as (
    select
        quotes.speaker_entity_id, quotes.speaker, quotes.article_id, quotes.source, quotes.published_on, quotes.is_copy,
        about.entity_id as about_entity_id, about.name as about, about.label as about_label
    from mart.attributed_quotes as quotes
    join spoken_of using (quote_id)
    join main.entities as about on about.entity_id = spoken_of.entity_id
    where about.label <> 'MISC'
        and about.entity_id <> quotes.speaker_entity_id
)
select
    speaker_entity_id,
    speaker,
    about_entity_id,
    about,
    about_label,
    count(*) as count_quotes,
    count(*) filter (where is_copy) as count_in_copies,
    count(distinct article_id) as count_articles,
    count(distinct source) as count_outlets,
    min(published_on) as first_on,
    max(published_on) as last_on
from talk
group by all;

comment on view mart.said_about is
    'One row per speaker and entity that the speaker''s quotes mention: who talks about whom; counts the rows of mart.attributed_quotes';
comment on column mart.said_about.speaker_entity_id is 'The speaker''s entity';
comment on column mart.said_about.speaker is 'Name of the speaker';
comment on column mart.said_about.about_entity_id is 'The entity that is talked about';
comment on column mart.said_about.about is 'Its name';
comment on column mart.said_about.about_label is 'Its label: PERSON, ORG, GPE, LOC, NORP or EVENT';
comment on column mart.said_about.count_quotes is 'Quotes by the speaker that mention it';
comment on column mart.said_about.count_articles is 'Articles that print such a quote';
comment on column mart.said_about.count_outlets is 'Outlets that print such a quote';
comment on column mart.said_about.first_on is 'First UTC day of publication; NULL if no such article is dated';
comment on column mart.said_about.last_on is 'Last UTC day of publication; NULL if no such article is dated';
comment on column mart.said_about.count_in_copies is 'Of these, quotes in articles that nearly repeat an earlier one';
