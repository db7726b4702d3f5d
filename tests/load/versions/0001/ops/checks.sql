-- One row per rule and scope that a run was held to.
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

comment on table ops.checks is 'One row per rule and scope that a run was held to';
comment on column ops.checks.run_id is 'The run';
comment on column ops.checks.table_name is 'Table that the rule is about';
comment on column ops.checks.rule_id is 'Name of the rule';
comment on column ops.checks.scope is 'Source that it was judged for; empty for all';
comment on column ops.checks.kind is 'row (moves failing rows to quarantine), table (judges the night) or sql (runs on the stage file)';
comment on column ops.checks.severity is 'critical, warning or info';
comment on column ops.checks.is_passed is 'Whether the night satisfies the rule';
comment on column ops.checks.count_failed is 'Rows that break it';
comment on column ops.checks.count_rows is 'Rows that it looked at';
comment on column ops.checks.observed is 'What was seen, where the rule is about a figure';
comment on column ops.checks.threshold is 'What the rule asks for';
comment on column ops.checks.why is 'The failure that the rule was written for';
comment on column ops.checks.owner is 'Who looks after it';
comment on column ops.checks.sample_keys is 'Up to five keys of failing rows, as a JSON list';
