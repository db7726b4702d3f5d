-- One row per quote of an earlier version of an article.
create table main.version_quotes (
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
    speaker_chain_id  VARCHAR,
    version  INTEGER NOT NULL
);

comment on table main.version_quotes is 'One row per quote of an earlier version of an article';
comment on column main.version_quotes.quote_id is 'Id of the quote: digest of article, segments and kind';
comment on column main.version_quotes.article_id is 'The article';
comment on column main.version_quotes.kind is 'direct (all words inside quotation marks), mixed (some words) or indirect (no words)';
comment on column main.version_quotes.text is 'The words said, without outer quotation marks: the segments joined by one space';
comment on column main.version_quotes.start_char is 'Start of the first segment';
comment on column main.version_quotes.end_char is 'End of the last segment';
comment on column main.version_quotes.segments is 'Spans of the article''s text that form the quote, in order, at least one';
comment on column main.version_quotes.cue is 'Words that mark the act of saying, as written';
comment on column main.version_quotes.cue_start is 'First code point of the cue';
comment on column main.version_quotes.cue_end is 'Code point after its last';
comment on column main.version_quotes.cue_class is 'speech, writing, attitude or other';
comment on column main.version_quotes.speaker is 'The speaker: name of the entity; for a metonym the body it stands for; for a role without a name the phrase as written';
comment on column main.version_quotes.speaker_entity_id is 'Entity of the speaker; NULL if it is not resolved';
comment on column main.version_quotes.speaker_text is 'The speaker as written beside the quote';
comment on column main.version_quotes.speaker_start is 'First code point of speaker_text';
comment on column main.version_quotes.speaker_end is 'Code point after its last';
comment on column main.version_quotes.speaker_form is 'name, pronoun, nominal or none';
comment on column main.version_quotes.speaker_role is 'Title or role that the text gives the speaker';
comment on column main.version_quotes.resolution is 'explicit, coreference, continuation, metonym, role, unresolved (a speaker who is not identified) or nobody (the text has no speaker)';
comment on column main.version_quotes.confidence is 'Probability that span and speaker are right, from 0 to 1';
comment on column main.version_quotes.rule is 'Rule that found the quote';
comment on column main.version_quotes.is_unclosed is 'Whether its closing quotation mark is missing';
comment on column main.version_quotes.speaker_chain_id is 'The identity within the article that says it, as article_names.chain_id';
comment on column main.version_quotes.version is 'The version of the article that had it; the newest has its quotes in main.quotes';
