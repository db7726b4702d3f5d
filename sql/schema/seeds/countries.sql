-- One row per name of a country.
create table seeds.countries (
    name   VARCHAR NOT NULL,
    kind   VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

comment on table seeds.countries is 'One row per name of a country';
comment on column seeds.countries.name is 'The country, as news writes it';
comment on column seeds.countries.kind is 'country, or ambiguous (also another name)';
comment on column seeds.countries.reason is 'What the name is';
