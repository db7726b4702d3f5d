-- One row per adjective of a country.
create table seeds.country_adjectives (
    adjective   VARCHAR NOT NULL,
    country     VARCHAR NOT NULL,
    reason      VARCHAR NOT NULL
);

comment on table seeds.country_adjectives is 'One row per adjective of a country';
comment on column seeds.country_adjectives.adjective is 'The adjective; before a noun it is a mention of the country';
comment on column seeds.country_adjectives.country is 'The name that the country has in entities';
comment on column seeds.country_adjectives.reason is 'Why the adjective means the country';
