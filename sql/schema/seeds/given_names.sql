-- One row per given name with a known gender.
create table seeds.given_names (
    name   VARCHAR NOT NULL,
    gender VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

comment on table seeds.given_names is 'One row per given name with a known gender';
comment on column seeds.given_names.name is 'The given name';
comment on column seeds.given_names.gender is 'male or female: the gender of nearly all bearers';
comment on column seeds.given_names.reason is 'Source of the gender';
