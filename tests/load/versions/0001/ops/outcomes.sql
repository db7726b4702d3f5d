-- One row per input unit of a run.
create table ops.outcomes (
    run_id      VARCHAR NOT NULL,
    input       VARCHAR NOT NULL,
    source      VARCHAR,
    outcome     VARCHAR NOT NULL,
    rule        VARCHAR,
    reason      VARCHAR,
    article_id  VARCHAR
);

comment on table ops.outcomes is 'One row per input unit of a run';
comment on column ops.outcomes.run_id is 'The run';
comment on column ops.outcomes.input is 'The input unit: a file, a record in a file, a feed item';
comment on column ops.outcomes.source is 'Source that it belongs to';
comment on column ops.outcomes.outcome is 'loaded, revised, unchanged, repeated, skipped, quarantined or failed';
comment on column ops.outcomes.rule is 'Rule that decided it, for skipped, quarantined and failed';
comment on column ops.outcomes.reason is 'Why, in words';
comment on column ops.outcomes.article_id is 'The article that the input became, if it became one';
