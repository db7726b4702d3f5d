-- One row per text an article has had, in the order of its changes; a text that came back has another.
create table main.article_versions (
    article_id  VARCHAR NOT NULL,
    version     INTEGER NOT NULL,
    text        VARCHAR NOT NULL,
    text_hash   VARCHAR NOT NULL,
    seen_from   TIMESTAMPTZ NOT NULL,
    seen_to     TIMESTAMPTZ
);

comment on table main.article_versions is 'One row per text an article has had, in the order of its changes; a text that came back has another';
comment on column main.article_versions.article_id is 'The article';
comment on column main.article_versions.version is 'Number of the version, from 1, in the order they were met';
comment on column main.article_versions.text is 'Full text of this version';
comment on column main.article_versions.text_hash is 'Digest of the text';
comment on column main.article_versions.seen_from is 'Start of the run that first met this version';
comment on column main.article_versions.seen_to is 'Start of the run that met the next version; NULL for the newest';
