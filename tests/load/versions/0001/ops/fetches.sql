-- One row per request to a server.
create table ops.fetches (
    run_id        VARCHAR NOT NULL,
    source        VARCHAR NOT NULL,
    url           VARCHAR NOT NULL,
    outcome       VARCHAR NOT NULL,
    status        INTEGER,
    bytes         BIGINT,
    seconds       DOUBLE,
    reason        VARCHAR,
    etag          VARCHAR,
    last_modified VARCHAR,
    digest        VARCHAR,
    fetched_at    TIMESTAMPTZ
);

comment on table ops.fetches is 'One row per request to a server';
comment on column ops.fetches.run_id is 'The run';
comment on column ops.fetches.source is 'Source that was asked for; empty for robots.txt and for addresses given by hand';
comment on column ops.fetches.url is 'Address that was asked for';
comment on column ops.fetches.outcome is 'fetched, unchanged, skipped or failed';
comment on column ops.fetches.status is 'HTTP status; NULL if there was no answer';
comment on column ops.fetches.bytes is 'Bytes of the answer''s body, as they came';
comment on column ops.fetches.seconds is 'How long it took';
comment on column ops.fetches.reason is 'Why it was skipped or failed, in words';
comment on column ops.fetches.etag is 'ETag of the answer, sent back the next night to ask whether it changed';
comment on column ops.fetches.last_modified is 'Last-Modified of the answer, sent back the next night likewise';
comment on column ops.fetches.digest is 'SHA-1 of the answer''s body, as WARC writes it';
comment on column ops.fetches.fetched_at is 'When it was asked for';
