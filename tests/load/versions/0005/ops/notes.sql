-- One row per run and remark on inputs that were read all the same: ignored fields, repairs.
create table ops.notes (
    run_id        VARCHAR NOT NULL,
    rule          VARCHAR NOT NULL,
    detail        VARCHAR,
    count_inputs  BIGINT NOT NULL
);

comment on table ops.notes is 'One row per run and remark on inputs that were read all the same: ignored fields, repairs';
comment on column ops.notes.run_id is 'The run';
comment on column ops.notes.rule is 'Rule of the remark: ignored_field, bad_bytes, date_unreadable …';
comment on column ops.notes.detail is 'Name of the ignored field; NULL for other remarks, and for fields beyond the first thousand names';
comment on column ops.notes.count_inputs is 'Number of inputs with it';
