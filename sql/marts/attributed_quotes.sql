-- One row per act of saying whose speaker is an entity, with its article beside it.
-- Leaves out attitudes (somebody wants, thinks or fears) and speakers known only by a role; main.quotes has all of them.
create or replace view mart.attributed_quotes as
select
    quotes.quote_id,
    quotes.article_id,
    articles.source,
    articles.published_at,
    articles.published_on,
    articles.copy_of is not null as is_copy,
    quotes.speaker_entity_id,
    entities.name as speaker,
    entities.label as speaker_label,
    quotes.speaker_role,
    quotes.kind,
    quotes.text,
    quotes.cue,
    quotes.resolution,
    quotes.confidence
from main.quotes
join main.articles using (article_id)
join main.entities on entities.entity_id = quotes.speaker_entity_id
where entities.label <> 'MISC' and quotes.cue_class is distinct from 'attitude';

comment on view mart.attributed_quotes is
    'One row per act of saying whose speaker is an entity; leaves out attitudes (wants, thinks, fears)';
comment on column mart.attributed_quotes.quote_id is 'The quote';
comment on column mart.attributed_quotes.article_id is 'The article that prints it';
comment on column mart.attributed_quotes.source is 'Outlet that prints it';
comment on column mart.attributed_quotes.published_at is 'When the article was published, UTC; NULL if unknown';
comment on column mart.attributed_quotes.published_on is 'UTC day of publication; NULL if unknown';
comment on column mart.attributed_quotes.is_copy is 'Whether the article is a copy of an earlier one';
comment on column mart.attributed_quotes.speaker_entity_id is 'Entity of the speaker';
comment on column mart.attributed_quotes.speaker is 'Name of that entity; for a metonym the body it stands for';
comment on column mart.attributed_quotes.speaker_label is 'Its label: PERSON, ORG, GPE, LOC, NORP or EVENT';
comment on column mart.attributed_quotes.speaker_role is 'Title or role that the text gives the speaker';
comment on column mart.attributed_quotes.kind is 'direct, mixed or indirect';
comment on column mart.attributed_quotes.text is 'The words said';
comment on column mart.attributed_quotes.cue is 'Words that mark the act of saying';
comment on column mart.attributed_quotes.resolution is 'How the speaker was found: explicit, coreference, continuation or metonym';
comment on column mart.attributed_quotes.confidence is 'Probability that span and speaker are right, from 0 to 1';
