-- One row per run.
create table ops.runs (
    run_id              VARCHAR NOT NULL PRIMARY KEY,
    night               DATE NOT NULL,
    started_at          TIMESTAMPTZ NOT NULL,
    seconds             DOUBLE,
    status              VARCHAR NOT NULL,
    exit_code           INTEGER,
    pid                 INTEGER NOT NULL,
    host                VARCHAR NOT NULL,
    software_version    VARCHAR NOT NULL,
    model               VARCHAR NOT NULL,
    extractor           VARCHAR NOT NULL,
    inputs              BIGINT,
    articles_extracted  BIGINT,
    error               VARCHAR,
    kind                VARCHAR,
    file_digest         VARCHAR
);

comment on table ops.runs is 'One row per run';
comment on column ops.runs.run_id is 'Night and number of the run in it, for example 2026-11-22.1';
comment on column ops.runs.night is 'Night of the run: a label, never a filter on publication dates';
comment on column ops.runs.started_at is 'Start of the run, UTC';
comment on column ops.runs.seconds is 'Duration in seconds; NULL while it runs';
comment on column ops.runs.status is 'running, published, gate_failed, failed, interrupted or crashed';
comment on column ops.runs.exit_code is 'Exit code of the run; NULL while it runs and if it was killed';
comment on column ops.runs.pid is 'Process id of the run';
comment on column ops.runs.host is 'Machine of the run';
comment on column ops.runs.software_version is 'Version of On Record';
comment on column ops.runs.model is 'Language pipeline of the run';
comment on column ops.runs.extractor is 'Digest of pipeline, rules and seeds';
comment on column ops.runs.inputs is 'Input units of the run; equals the number of its outcomes';
comment on column ops.runs.articles_extracted is 'Extracted articles';
comment on column ops.runs.error is 'The error in a sentence; NULL without an error';
comment on column ops.runs.kind is 'night, backfill or refresh';
comment on column ops.runs.file_digest is 'SHA-256 of the file that it published; NULL for the run that wrote this file, and if it published nothing';
