-- Schema version 2: identity across articles, copies, quote families, stories, and versions with their titles and quotes.
-- The names of known articles are read at the next run (their mentions have no chain_id yet).

alter table main.mentions add column chain_id VARCHAR;
alter table main.quotes add column speaker_chain_id VARCHAR;
alter table main.article_versions add column title VARCHAR;
alter table main.articles add column copy_share DOUBLE;

-- The headline of an earlier version was not kept.
update main.article_versions as versions
set title = articles.title
from main.articles
where articles.article_id = versions.article_id and versions.seen_to is null;

-- One row per identity within an article: the fullest name it has there, and the entity it was found to be.
create table main.article_names (
    article_id     VARCHAR NOT NULL,
    chain_id       VARCHAR NOT NULL,
    base           VARCHAR NOT NULL,
    is_person      BOOLEAN NOT NULL,
    name           VARCHAR NOT NULL,
    label          VARCHAR NOT NULL,
    gender         VARCHAR NOT NULL,
    is_listed      BOOLEAN NOT NULL,
    mention_count  INTEGER NOT NULL,
    made_by        VARCHAR NOT NULL,
    entity_id      VARCHAR,
    reason         VARCHAR,
    score          DOUBLE
);

-- One row per article and short name that it has beside the long one.
create table main.name_definitions (
    article_id  VARCHAR NOT NULL,
    short       VARCHAR NOT NULL,
    long        VARCHAR NOT NULL,
    is_acronym  BOOLEAN NOT NULL
);

-- One row per name and block: names without a common block are never compared.
create table main.name_blocks (
    base   VARCHAR NOT NULL,
    block  VARCHAR NOT NULL
);

-- One row per id of an entity that another has replaced, so that saved links live on.
create table main.entity_redirects (
    old_id     VARCHAR NOT NULL,
    entity_id  VARCHAR NOT NULL,
    reason     VARCHAR NOT NULL,
    score      DOUBLE NOT NULL,
    run_id     VARCHAR NOT NULL
);

-- One row per decision of an analyst that two entities are the same or different, as the last run read them.
create table main.entity_decisions (
    verdict  VARCHAR NOT NULL,
    one      VARCHAR NOT NULL,
    other    VARCHAR NOT NULL,
    reason   VARCHAR NOT NULL
);

-- One row per article that is long enough to have near copies: the MinHash of its words.
create table main.article_signatures (
    article_id  VARCHAR NOT NULL,
    scheme      VARCHAR NOT NULL,
    text_hash   VARCHAR NOT NULL,
    signature   BLOB NOT NULL
);

-- One row per article and other article of which one nearly repeats the other, both ways.
create table main.near_copies (
    article_id  VARCHAR NOT NULL,
    other_id    VARCHAR NOT NULL,
    share       DOUBLE NOT NULL
);

-- One row per quote that several articles print: the same words of one speaker, shortened, begun elsewhere or with a word changed.
create table main.quote_families (
    quote_id    VARCHAR NOT NULL,
    family_id   VARCHAR NOT NULL,
    is_first    BOOLEAN NOT NULL,
    similarity  DOUBLE NOT NULL
);

-- One row per story: articles of a few days that share copies, quotes or rare entities.
create table main.stories (
    story_id            VARCHAR NOT NULL,
    title               VARCHAR,
    first_article_id    VARCHAR NOT NULL,
    first_published_at  TIMESTAMPTZ,
    last_published_at   TIMESTAMPTZ,
    count_articles      BIGINT NOT NULL,
    count_outlets       BIGINT NOT NULL
);

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
