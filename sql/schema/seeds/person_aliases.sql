-- One row per name by which one person is known everywhere.
create table seeds.person_aliases (
    alias   VARCHAR NOT NULL,
    name    VARCHAR NOT NULL,
    reason  VARCHAR NOT NULL
);

comment on table seeds.person_aliases is 'One row per name by which one person is known everywhere';
comment on column seeds.person_aliases.alias is 'The other name';
comment on column seeds.person_aliases.name is 'The name that the person has in entities';
comment on column seeds.person_aliases.reason is 'Why they are one';
