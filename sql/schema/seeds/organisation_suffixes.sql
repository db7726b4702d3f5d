-- One row per word that ends names of organisations.
create table seeds.organisation_suffixes (
    suffix   VARCHAR NOT NULL,
    strength VARCHAR NOT NULL,
    reason   VARCHAR NOT NULL
);

comment on table seeds.organisation_suffixes is 'One row per word that ends names of organisations';
comment on column seeds.organisation_suffixes.suffix is 'The word';
comment on column seeds.organisation_suffixes.strength is 'strong (what ends in it is an organisation), weak (it may be)';
comment on column seeds.organisation_suffixes.reason is 'What kind of organisation has it';
