-- One row per rule that finds quotes, with how often it is right.
create table seeds.quote_confidence (
    rule       VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    reason     VARCHAR NOT NULL
);

comment on table seeds.quote_confidence is 'One row per rule that finds quotes, with how often it is right';
comment on column seeds.quote_confidence.rule is 'The rule, as in main.quotes.rule';
comment on column seeds.quote_confidence.confidence is 'Share of its rows whose span and speaker are right';
comment on column seeds.quote_confidence.reason is 'What the rule finds, and where the number comes from';
