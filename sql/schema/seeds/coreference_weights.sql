-- One row per sign that speaks for or against an antecedent.
create table seeds.coreference_weights (
    feature VARCHAR NOT NULL,
    person  DOUBLE NOT NULL,
    they    DOUBLE NOT NULL,
    it      DOUBLE NOT NULL,
    role    DOUBLE NOT NULL,
    body    DOUBLE NOT NULL,
    reason  VARCHAR NOT NULL
);

comment on table seeds.coreference_weights is 'One row per sign that speaks for or against an antecedent, with its weight for each kind of phrase';
comment on column seeds.coreference_weights.feature is 'The sign';
comment on column seeds.coreference_weights.person is 'Its weight for he and she';
comment on column seeds.coreference_weights.they is 'Its weight for they';
comment on column seeds.coreference_weights.it is 'Its weight for it';
comment on column seeds.coreference_weights.role is 'Its weight for a description of a person (the mayor)';
comment on column seeds.coreference_weights.body is 'Its weight for a description of a body or place (the company)';
comment on column seeds.coreference_weights.reason is 'What the sign says';
