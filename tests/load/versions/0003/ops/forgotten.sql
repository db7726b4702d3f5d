-- One row per article, address or source that somebody asked to forget.
create table ops.forgotten (
    key_digest  VARCHAR NOT NULL PRIMARY KEY,
    kind        VARCHAR NOT NULL,
    reason      VARCHAR NOT NULL,
    asked_at    TIMESTAMPTZ NOT NULL
);

comment on table ops.forgotten is 'One row per article, address or source that somebody asked to forget; it is not read again';
comment on column ops.forgotten.key_digest is 'Digest of the id, address or name. It recognises the key, and does not tell it';
comment on column ops.forgotten.kind is 'article, address or source';
comment on column ops.forgotten.reason is 'Reason in the words of the person who asked';
comment on column ops.forgotten.asked_at is 'When it was asked, UTC';
