-- One row per adjective or other form of a people's name.
create table seeds.people_aliases (
    alias   VARCHAR NOT NULL,
    people  VARCHAR NOT NULL,
    reason  VARCHAR NOT NULL
);

comment on table seeds.people_aliases is 'One row per adjective or other form of a people''s name';
comment on column seeds.people_aliases.alias is 'The form';
comment on column seeds.people_aliases.people is 'The people, as in `seeds.demonyms`';
comment on column seeds.people_aliases.reason is 'Why it is listed';
