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
comment on column ops.steps.step is 'ingest, extract, validate, load, checks or publish';
comment on column ops.steps.position is 'Place of the step in the run, from 1';
comment on column ops.steps.seconds is 'How long it took';
comment on column ops.steps.rows_in is 'Rows that it was given';
comment on column ops.steps.rows_out is 'Rows that it handed on';
comment on column ops.steps.detail is 'What else it says of itself, for example words per second';
