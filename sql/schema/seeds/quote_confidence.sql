-- One row per quote rule and level of evidence.
create table seeds.quote_confidence (
    rule        VARCHAR NOT NULL,
    evidence    VARCHAR NOT NULL,
    confidence  DOUBLE NOT NULL,
    count_rows  INTEGER NOT NULL,
    count_right INTEGER NOT NULL,
    reason      VARCHAR NOT NULL
);

comment on table seeds.quote_confidence is 'One row per quote rule and level of evidence';
comment on column seeds.quote_confidence.rule is 'The rule, as in main.quotes.rule';
comment on column seeds.quote_confidence.evidence is 'strong, fair, weak or poor: the evidence for a row that is visible in the text';
comment on column seeds.quote_confidence.confidence is 'Share of right rows (span and speaker) of this rule and evidence; 0.90 also where these rows reach nine in ten together with better evidence';
comment on column seeds.quote_confidence.count_rows is 'Rows of this rule and evidence in the measured articles';
comment on column seeds.quote_confidence.count_right is 'Right rows among these';
comment on column seeds.quote_confidence.reason is 'What the rule finds';
