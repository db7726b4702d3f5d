-- One row per name that starts with a title but is not a person with that title.
create table seeds.fixed_names (
    name   VARCHAR NOT NULL,
    label  VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

comment on table seeds.fixed_names is 'One row per name that starts with a title but is not a person with that title';
comment on column seeds.fixed_names.name is 'The name, as news writes it';
comment on column seeds.fixed_names.label is 'PERSON, ORG, GPE or MISC';
comment on column seeds.fixed_names.reason is 'What the name is';
