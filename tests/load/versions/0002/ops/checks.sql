-- One row per rule and scope that judged a run.
create table ops.checks (
    run_id        VARCHAR NOT NULL,
    table_name    VARCHAR NOT NULL,
    rule_id       VARCHAR NOT NULL,
    scope         VARCHAR NOT NULL,
    kind          VARCHAR NOT NULL,
    severity      VARCHAR NOT NULL,
    is_passed     BOOLEAN NOT NULL,
    count_failed  BIGINT NOT NULL,
    count_rows    BIGINT NOT NULL,
    observed      VARCHAR,
    threshold     VARCHAR,
    why           VARCHAR,
    owner         VARCHAR,
    sample_keys   VARCHAR
);

comment on table ops.checks is 'One row per rule and scope that judged a run';
comment on column ops.checks.run_id is 'The run';
comment on column ops.checks.table_name is 'Table that the rule is about';
comment on column ops.checks.rule_id is 'Name of the rule';
comment on column ops.checks.scope is 'Source that it judged; empty for all';
comment on column ops.checks.kind is 'row (moves failing rows to quarantine), table (judges the night), sql (runs on the stage file), baseline (compares a source with its past) or run (judges the run)';
comment on column ops.checks.severity is 'critical, warning or info';
comment on column ops.checks.is_passed is 'Whether the night passes the rule';
comment on column ops.checks.count_failed is 'Failing rows';
comment on column ops.checks.count_rows is 'Judged rows';
comment on column ops.checks.observed is 'The observed value';
comment on column ops.checks.threshold is 'The limit of the rule';
comment on column ops.checks.why is 'The failure that the rule was written for';
comment on column ops.checks.owner is 'Step that maintains the rule';
comment on column ops.checks.sample_keys is 'Up to five keys of failing rows, as a JSON list';
