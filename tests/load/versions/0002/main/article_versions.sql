-- One row per version of an article (title and text), in order; a text that returns gets a new row.
create table main.article_versions (
    article_id  VARCHAR NOT NULL,
    version     INTEGER NOT NULL,
    text        VARCHAR NOT NULL,
    text_hash   VARCHAR NOT NULL,
    seen_from   TIMESTAMPTZ NOT NULL,
    seen_to     TIMESTAMPTZ,
    title  VARCHAR
);

comment on table main.article_versions is 'One row per version of an article (title and text), in order; a text that returns gets a new row';
comment on column main.article_versions.article_id is 'The article';
comment on column main.article_versions.version is 'Number of the version, from 1, in the order of the runs';
comment on column main.article_versions.text is 'Full text of this version';
comment on column main.article_versions.text_hash is 'Digest of the text';
comment on column main.article_versions.seen_from is 'Start of the run that first read this version';
comment on column main.article_versions.seen_to is 'Start of the run that read the next version; NULL for the newest';
comment on column main.article_versions.title is 'Headline of this version; NULL if it had none or it was not kept';
