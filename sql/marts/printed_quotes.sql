-- One row per quote, with the article that prints it.
create or replace view mart.printed_quotes as
select
    articles.published_on,
    articles.source,
    quotes.speaker,
    quotes.speaker_role,
    quotes.kind,
    quotes.text,
    quotes.cue,
    quotes.cue_class,
    quotes.resolution,
    quotes.confidence,
    articles.title,
    articles.url,
    articles.copy_of is not null as is_copy,
    quotes.start_char,
    quotes.speaker_entity_id,
    quotes.quote_id,
    quotes.article_id
from main.quotes
join main.articles using (article_id);

comment on view mart.printed_quotes is 'One row per quote, with the article that prints it';
comment on column mart.printed_quotes.published_on is 'UTC day of publication; NULL if unknown';
comment on column mart.printed_quotes.source is 'Outlet that prints it';
comment on column mart.printed_quotes.speaker is 'The speaker: a name, for a metonym the body it stands for, a role as written, or NULL';
comment on column mart.printed_quotes.speaker_role is 'Title or role that the text gives the speaker';
comment on column mart.printed_quotes.kind is 'direct, mixed or indirect';
comment on column mart.printed_quotes.text is 'The words said';
comment on column mart.printed_quotes.cue is 'Words that mark the act of saying';
comment on column mart.printed_quotes.cue_class is 'speech, writing, attitude or other';
comment on column mart.printed_quotes.resolution is 'How the speaker was found; unresolved or nobody if not';
comment on column mart.printed_quotes.confidence is 'Probability that span and speaker are right, from 0 to 1';
comment on column mart.printed_quotes.title is 'Headline of the article';
comment on column mart.printed_quotes.url is 'Address that the article was read from';
comment on column mart.printed_quotes.is_copy is 'Whether the article is a copy of an earlier one';
comment on column mart.printed_quotes.start_char is 'First code point of the quote in the article''s text';
comment on column mart.printed_quotes.speaker_entity_id is 'Entity of the speaker; NULL if it is not resolved';
comment on column mart.printed_quotes.quote_id is 'The quote';
comment on column mart.printed_quotes.article_id is 'The article';
