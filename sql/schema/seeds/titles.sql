-- One row per title, rank or form of address before a name.
create table seeds.titles (
    title  VARCHAR NOT NULL,
    gender VARCHAR,
    reason VARCHAR NOT NULL
);

comment on table seeds.titles is 'One row per title, rank or form of address before a name';
comment on column seeds.titles.title is 'The title, as written';
comment on column seeds.titles.gender is 'male, female, or empty if the title has no gender';
comment on column seeds.titles.reason is 'What the title says about the name after it';
