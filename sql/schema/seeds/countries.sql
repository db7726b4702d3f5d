-- One row per country, capital, division or city that news names without its country.
create table seeds.countries (
    name   VARCHAR NOT NULL,
    kind   VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

comment on table seeds.countries is 'One row per country, capital, division or city that news names without its country';
comment on column seeds.countries.name is 'The place, as news writes it';
comment on column seeds.countries.kind is 'country, capital, division, city, or ambiguous (also another name)';
comment on column seeds.countries.reason is 'What the place is';
