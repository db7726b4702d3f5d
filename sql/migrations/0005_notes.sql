-- Schema version 5: the remarks on inputs that were read all the same, counted.

-- One row per run and remark on inputs that were read all the same: ignored fields, repairs.
create table ops.notes (
    run_id        VARCHAR NOT NULL,
    rule          VARCHAR NOT NULL,
    detail        VARCHAR,
    count_inputs  BIGINT NOT NULL
);
