-- One row per step of a run.
create table ops.steps (
    run_id    VARCHAR NOT NULL,
    step      VARCHAR NOT NULL,
    position  INTEGER NOT NULL,
    seconds   DOUBLE NOT NULL,
    rows_in   BIGINT,
    rows_out  BIGINT,
    detail    VARCHAR
);

comment on table ops.steps is 'One row per step of a run';
comment on column ops.steps.run_id is 'The run';
comment on column ops.steps.step is 'fetch, ingest, extract, validate, load, check or publish';
comment on column ops.steps.position is 'Position of the step in the run, from 1';
comment on column ops.steps.seconds is 'Duration in seconds';
comment on column ops.steps.rows_in is 'Input rows';
comment on column ops.steps.rows_out is 'Output rows';
comment on column ops.steps.detail is 'Further facts, for example words per second';
