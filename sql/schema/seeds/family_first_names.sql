-- One row per family name that stands before the given name in East Asian names.
create table seeds.family_first_names (
    name    VARCHAR NOT NULL,
    reason  VARCHAR NOT NULL
);

comment on table seeds.family_first_names is 'One row per family name that stands before the given name in East Asian names';
comment on column seeds.family_first_names.name is 'The family name';
comment on column seeds.family_first_names.reason is 'Why it is listed';
