-- One row per lasting failure: a rule of a table in a scope, from its opening to its resolution.
create table ops.incidents (
    incident_id     VARCHAR NOT NULL PRIMARY KEY,
    table_name      VARCHAR NOT NULL,
    rule_id         VARCHAR NOT NULL,
    scope           VARCHAR NOT NULL,
    kind            VARCHAR NOT NULL,
    severity        VARCHAR NOT NULL,
    status          VARCHAR NOT NULL,
    opened_on       DATE NOT NULL,
    last_failed_on  DATE NOT NULL,
    resolved_on     DATE,
    nights_failed   INTEGER NOT NULL,
    times_reopened  INTEGER NOT NULL,
    told_severity   VARCHAR,
    muted_until     DATE,
    parent_id       VARCHAR,
    run_id          VARCHAR NOT NULL,
    count_failed    BIGINT NOT NULL,
    count_rows      BIGINT NOT NULL,
    observed        VARCHAR,
    threshold       VARCHAR,
    why             VARCHAR,
    owner           VARCHAR,
    sample_keys     VARCHAR
);

comment on table ops.incidents is 'One row per lasting failure: a rule of a table in a scope, from its opening to its resolution';
comment on column ops.incidents.incident_id is 'Digest of table, rule and scope: a failure always has the same id';
comment on column ops.incidents.table_name is 'Table that the rule is about: source_nights for a rule on sources, run for the run itself';
comment on column ops.incidents.rule_id is 'Name of the rule that fails';
comment on column ops.incidents.scope is 'Source that fails; empty if the rule judges everything';
comment on column ops.incidents.kind is 'row, table, sql, baseline or run';
comment on column ops.incidents.severity is 'critical, warning or info, at the last failure';
comment on column ops.incidents.status is 'open or resolved';
comment on column ops.incidents.opened_on is 'Night on which it was opened or opened again';
comment on column ops.incidents.last_failed_on is 'Last night on which the rule failed';
comment on column ops.incidents.resolved_on is 'Night on which the rule passed again; NULL while it is open';
comment on column ops.incidents.nights_failed is 'Nights with a failure since it was opened';
comment on column ops.incidents.times_reopened is 'How often it was opened again after it was resolved';
comment on column ops.incidents.told_severity is 'Severity of the last notification; NULL if this opening was not notified';
comment on column ops.incidents.muted_until is 'Last night without notifications; NULL if it is not muted';
comment on column ops.incidents.parent_id is 'Larger incident that includes this one and is notified in its place; NULL if there is none';
comment on column ops.incidents.run_id is 'Last run in which the rule failed';
comment on column ops.incidents.count_failed is 'Failing rows in that run';
comment on column ops.incidents.count_rows is 'Judged rows in that run';
comment on column ops.incidents.observed is 'The observed value in that run';
comment on column ops.incidents.threshold is 'The limit of the rule';
comment on column ops.incidents.why is 'The failure that the rule was written for';
comment on column ops.incidents.owner is 'Step that has to fix it';
comment on column ops.incidents.sample_keys is 'Keys of up to five failing rows, as a JSON list';
