-- One row per rule that finds quotes and the evidence a row can have.
create table seeds.quote_confidence (
    rule        VARCHAR NOT NULL,
    evidence    VARCHAR NOT NULL,
    confidence  DOUBLE NOT NULL,
    count_rows  INTEGER NOT NULL,
    count_right INTEGER NOT NULL,
    reason      VARCHAR NOT NULL
);

comment on table seeds.quote_confidence is 'One row per rule that finds quotes and the evidence a row can have';
comment on column seeds.quote_confidence.rule is 'The rule, as in main.quotes.rule';
comment on column seeds.quote_confidence.evidence is 'strong, fair, weak or poor: what can be seen of a row without knowing the truth';
comment on column seeds.quote_confidence.confidence is 'Share of right rows (span and speaker) of this rule and evidence; 0.90 also where they are right nine times in ten with those above';
comment on column seeds.quote_confidence.count_rows is 'Rows of this rule and evidence in the articles it was measured on';
comment on column seeds.quote_confidence.count_right is 'How many of them were right';
comment on column seeds.quote_confidence.reason is 'What the rule finds';
