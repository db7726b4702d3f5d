-- One row per short or other name of an organisation.
create table seeds.organisation_aliases (
    alias     VARCHAR NOT NULL,
    name      VARCHAR NOT NULL,
    certainty VARCHAR NOT NULL,
    reason    VARCHAR NOT NULL
);

comment on table seeds.organisation_aliases is 'One row per short or other name of an organisation';
comment on column seeds.organisation_aliases.alias is 'The name, as written';
comment on column seeds.organisation_aliases.name is 'The organisation''s usual name';
comment on column seeds.organisation_aliases.certainty is 'certain (names nothing else in news) or possible (can name something else)';
comment on column seeds.organisation_aliases.reason is 'Reason for the certainty';
