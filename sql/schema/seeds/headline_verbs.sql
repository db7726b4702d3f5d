-- One row per verb of headlines that capitals make part of a name.
create table seeds.headline_verbs (
    verb    VARCHAR NOT NULL,
    reason  VARCHAR NOT NULL
);

comment on table seeds.headline_verbs is 'One row per verb of headlines that capitals make part of a name';
comment on column seeds.headline_verbs.verb is 'The verb, as headlines have it';
comment on column seeds.headline_verbs.reason is 'Why it is listed';
