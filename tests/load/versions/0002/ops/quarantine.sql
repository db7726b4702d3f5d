-- One row per refused input or row.
create table ops.quarantine (
    run_id      VARCHAR NOT NULL,
    input       VARCHAR,
    table_name  VARCHAR NOT NULL,
    row_key     VARCHAR,
    article_id  VARCHAR,
    rule        VARCHAR NOT NULL,
    reason      VARCHAR NOT NULL,
    payload     VARCHAR
);

comment on table ops.quarantine is 'One row per refused input or row';
comment on column ops.quarantine.run_id is 'Run that refused it';
comment on column ops.quarantine.input is 'Input unit of the row';
comment on column ops.quarantine.table_name is 'inputs, or the table whose rule it failed';
comment on column ops.quarantine.row_key is 'Key of the row in that table';
comment on column ops.quarantine.article_id is 'Article of the row; NULL if it is unknown';
comment on column ops.quarantine.rule is 'Rule that it failed';
comment on column ops.quarantine.reason is 'Reason in words';
comment on column ops.quarantine.payload is 'First 4,000 characters of the refused input or row';
