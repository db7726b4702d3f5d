-- One row per request to a source.
create table ops.fetches (
    run_id   VARCHAR NOT NULL,
    source   VARCHAR NOT NULL,
    url      VARCHAR NOT NULL,
    outcome  VARCHAR NOT NULL,
    status   INTEGER,
    bytes    BIGINT,
    seconds  DOUBLE,
    reason   VARCHAR
);

comment on table ops.fetches is 'One row per request to a source';
comment on column ops.fetches.run_id is 'The run';
comment on column ops.fetches.source is 'Source that was asked';
comment on column ops.fetches.url is 'Address that was asked for';
comment on column ops.fetches.outcome is 'fetched, unchanged, skipped or failed';
comment on column ops.fetches.status is 'HTTP status; NULL if there was no answer';
comment on column ops.fetches.bytes is 'Bytes of the answer''s body';
comment on column ops.fetches.seconds is 'How long it took';
comment on column ops.fetches.reason is 'Why it was skipped or failed, in words';
