-- One row per verb that can mark an attribution.
create table seeds.reporting_verbs (
    verb            VARCHAR NOT NULL,
    cue_class       VARCHAR NOT NULL,
    complements     VARCHAR NOT NULL,
    irregular_forms VARCHAR,
    reason          VARCHAR NOT NULL
);

comment on table seeds.reporting_verbs is 'One row per verb that can mark an attribution';
comment on column seeds.reporting_verbs.verb is 'The verb, in its base form';
comment on column seeds.reporting_verbs.cue_class is 'speech, writing, attitude or other';
comment on column seeds.reporting_verbs.complements is 'Possible forms of its content, space-separated: quote, clause, wh, to, object or a preposition; addressee: its object is the addressee; observer: its subject is the topic; hearing: its subject is a body that hears evidence';
comment on column seeds.reporting_verbs.irregular_forms is 'Irregular inflected forms, space-separated';
comment on column seeds.reporting_verbs.reason is 'What the verb says about its subject';
