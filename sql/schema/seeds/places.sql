-- One row per capital, division or city that news names without its country.
create table seeds.places (
    name   VARCHAR NOT NULL,
    kind   VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

comment on table seeds.places is 'One row per capital, division or city that news names without its country';
comment on column seeds.places.name is 'The place, as news writes it';
comment on column seeds.places.kind is 'capital, division or city';
comment on column seeds.places.reason is 'What the place is';
