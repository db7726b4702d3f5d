-- One row per title, rank or form of address that stands before a name.
create table seeds.titles (
    title  VARCHAR NOT NULL,
    gender VARCHAR,
    reason VARCHAR NOT NULL
);

comment on table seeds.titles is 'One row per title, rank or form of address that stands before a name';
comment on column seeds.titles.title is 'The title, as written';
comment on column seeds.titles.gender is 'male, female, or nothing where it says neither';
comment on column seeds.titles.reason is 'What the title says of the name behind it';
