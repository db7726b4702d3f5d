-- One row per article, its newest version.
create table main.articles (
    article_id      VARCHAR NOT NULL,
    source          VARCHAR NOT NULL,
    url             VARCHAR,
    canonical_url   VARCHAR,
    title           VARCHAR,
    authors         VARCHAR[] NOT NULL,
    published_at    TIMESTAMPTZ,
    published_on    DATE,
    published_from  VARCHAR,
    modified_at     TIMESTAMPTZ,
    section         VARCHAR,
    is_paywalled    BOOLEAN,
    wire_credit     VARCHAR,
    language        VARCHAR,
    text            VARCHAR NOT NULL,
    word_count      INTEGER NOT NULL,
    text_hash       VARCHAR NOT NULL,
    record_hash     VARCHAR NOT NULL,
    version         INTEGER NOT NULL,
    story_id        VARCHAR,
    copy_of         VARCHAR,
    first_seen_at   TIMESTAMPTZ NOT NULL,
    loaded_at       TIMESTAMPTZ NOT NULL,
    run_id          VARCHAR NOT NULL,
    extractor       VARCHAR NOT NULL
);

comment on table main.articles is 'One row per article, its newest version';
comment on column main.articles.article_id is 'Id of the article: digest of its canonical URL if that is on its own site, else its URL, else source and own id';
comment on column main.articles.source is 'Name of the outlet or feed that it came from';
comment on column main.articles.url is 'Address it was read from; a file:// address for a file';
comment on column main.articles.canonical_url is 'Address that the page calls the article''s own; on another site, whom it says it copies';
comment on column main.articles.title is 'Headline, without the name of the site';
comment on column main.articles.authors is 'People named as authors, in order; empty if none is named';
comment on column main.articles.published_at is 'When it was published, UTC; NULL if the input does not say';
comment on column main.articles.published_on is 'UTC day of published_at';
comment on column main.articles.published_from is 'Where the date of publication was found';
comment on column main.articles.modified_at is 'When its publisher last changed it, UTC, if the input says';
comment on column main.articles.section is 'Section of the outlet, as it names it';
comment on column main.articles.is_paywalled is 'Whether the publisher marks it as not free to read; NULL if it does not say';
comment on column main.articles.wire_credit is 'News agency it is credited to';
comment on column main.articles.language is 'Language of the text, ISO 639-1';
comment on column main.articles.text is 'Full text; every offset counts Unicode code points in it';
comment on column main.articles.word_count is 'Words in the text, split at white space';
comment on column main.articles.text_hash is 'Digest of the text';
comment on column main.articles.record_hash is 'Digest of everything but the text, by which a change is known';
comment on column main.articles.version is 'Number of this version, from 1; counts changes of the text';
comment on column main.articles.story_id is 'The story that this article and others tell; NULL until stories are grouped';
comment on column main.articles.copy_of is 'article_id of an earlier article that this one nearly repeats';
comment on column main.articles.first_seen_at is 'Start of the run that first met the article';
comment on column main.articles.loaded_at is 'Start of the run that last changed this row';
comment on column main.articles.run_id is 'Run that last changed this row';
comment on column main.articles.extractor is 'Digest of the pipeline, rules and seeds that its mentions and quotes come from';
