-- One row per given name that says a gender.
create table seeds.given_names (
    name   VARCHAR NOT NULL,
    gender VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

comment on table seeds.given_names is 'One row per given name that says a gender';
comment on column seeds.given_names.name is 'The given name';
comment on column seeds.given_names.gender is 'male or female: whom nearly all bearers are';
comment on column seeds.given_names.reason is 'Where that is known from';
