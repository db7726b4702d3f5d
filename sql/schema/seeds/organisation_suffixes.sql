-- One row per last word of organisation names.
create table seeds.organisation_suffixes (
    suffix   VARCHAR NOT NULL,
    strength VARCHAR NOT NULL,
    reason   VARCHAR NOT NULL
);

comment on table seeds.organisation_suffixes is 'One row per last word of organisation names';
comment on column seeds.organisation_suffixes.suffix is 'The word';
comment on column seeds.organisation_suffixes.strength is 'strong (the name is an organisation), weak (it can be one) or joined (it is one with an "and")';
comment on column seeds.organisation_suffixes.reason is 'Kind of organisation with this word';
