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
comment on column ops.fetches.source is 'Source of the request; empty for robots.txt and for addresses on the command line';
comment on column ops.fetches.url is 'Requested address';
comment on column ops.fetches.outcome is 'fetched, unchanged, skipped or failed';
comment on column ops.fetches.status is 'HTTP status; NULL without an answer';
comment on column ops.fetches.bytes is 'Bytes of the answer''s body as transferred';
comment on column ops.fetches.seconds is 'Duration in seconds';
comment on column ops.fetches.reason is 'Reason why it was skipped or failed';
comment on column ops.fetches.etag is 'ETag of the answer, which the next night sends to ask for changes';
comment on column ops.fetches.last_modified is 'Last-Modified of the answer, which the next night sends likewise';
comment on column ops.fetches.digest is 'SHA-1 of the answer''s body, written as in WARC';
comment on column ops.fetches.fetched_at is 'Time of the request';
