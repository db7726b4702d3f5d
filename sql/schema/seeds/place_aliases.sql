-- One row per other name of a country, state or city.
create table seeds.place_aliases (
    alias   VARCHAR NOT NULL,
    name    VARCHAR NOT NULL,
    reason  VARCHAR NOT NULL
);

comment on table seeds.place_aliases is 'One row per other name of a country, state or city';
comment on column seeds.place_aliases.alias is 'The other name or abbreviation';
comment on column seeds.place_aliases.name is 'The name that the place has in entities';
comment on column seeds.place_aliases.reason is 'What kind of name it is';
