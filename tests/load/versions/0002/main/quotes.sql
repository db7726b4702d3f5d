-- One row per act of saying.
create table main.quotes (
    quote_id           VARCHAR NOT NULL,
    article_id         VARCHAR NOT NULL,
    kind               VARCHAR NOT NULL,
    text               VARCHAR NOT NULL,
    start_char         INTEGER NOT NULL,
    end_char           INTEGER NOT NULL,
    segments           STRUCT(start_char INTEGER, end_char INTEGER)[] NOT NULL,
    cue                VARCHAR,
    cue_start          INTEGER,
    cue_end            INTEGER,
    cue_class          VARCHAR,
    speaker            VARCHAR,
    speaker_entity_id  VARCHAR,
    speaker_text       VARCHAR,
    speaker_start      INTEGER,
    speaker_end        INTEGER,
    speaker_form       VARCHAR NOT NULL,
    speaker_role       VARCHAR,
    resolution         VARCHAR NOT NULL,
    confidence         DOUBLE NOT NULL,
    rule               VARCHAR NOT NULL,
    is_unclosed        BOOLEAN NOT NULL,
    speaker_chain_id  VARCHAR
);

comment on table main.quotes is 'One row per act of saying';
comment on column main.quotes.quote_id is 'Id of the quote: digest of article, segments and kind';
comment on column main.quotes.article_id is 'The article';
comment on column main.quotes.kind is 'direct (all words inside quotation marks), mixed (some words) or indirect (no words)';
comment on column main.quotes.text is 'The words said, without outer quotation marks: the segments joined by one space';
comment on column main.quotes.start_char is 'Start of the first segment';
comment on column main.quotes.end_char is 'End of the last segment';
comment on column main.quotes.segments is 'Spans of the article''s text that form the quote, in order, at least one';
comment on column main.quotes.cue is 'Words that mark the act of saying, as written';
comment on column main.quotes.cue_start is 'First code point of the cue';
comment on column main.quotes.cue_end is 'Code point after its last';
comment on column main.quotes.cue_class is 'speech, writing, attitude or other';
comment on column main.quotes.speaker is 'The speaker: name of the entity; for a metonym the body it stands for; for a role without a name the phrase as written';
comment on column main.quotes.speaker_entity_id is 'Entity of the speaker; NULL if it is not resolved';
comment on column main.quotes.speaker_text is 'The speaker as written beside the quote';
comment on column main.quotes.speaker_start is 'First code point of speaker_text';
comment on column main.quotes.speaker_end is 'Code point after its last';
comment on column main.quotes.speaker_form is 'name, pronoun, nominal or none';
comment on column main.quotes.speaker_role is 'Title or role that the text gives the speaker';
comment on column main.quotes.resolution is 'explicit, coreference, continuation, metonym, role, unresolved (a speaker who is not identified) or nobody (the text has no speaker)';
comment on column main.quotes.confidence is 'Probability that span and speaker are right, from 0 to 1';
comment on column main.quotes.rule is 'Rule that found the quote';
comment on column main.quotes.is_unclosed is 'Whether its closing quotation mark is missing';
comment on column main.quotes.speaker_chain_id is 'The identity within the article that says it, as article_names.chain_id';
