-- One row per other name of an organisation, institution, law or war.
create table seeds.body_aliases (
    alias   VARCHAR NOT NULL,
    name    VARCHAR NOT NULL,
    reason  VARCHAR NOT NULL
);

comment on table seeds.body_aliases is 'One row per other name of an organisation, institution, law or war';
comment on column seeds.body_aliases.alias is 'The other name or short form';
comment on column seeds.body_aliases.name is 'The name that it has in entities';
comment on column seeds.body_aliases.reason is 'Why they are one';
