-- One row per title.
create table seeds.title_nouns (
    title  VARCHAR NOT NULL,
    noun   VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

comment on table seeds.title_nouns is 'One row per title, with the noun that speaks of its bearer later';
comment on column seeds.title_nouns.title is 'The title as it stands before a name, or the letters of a party with the hyphen before a place (R-)';
comment on column seeds.title_nouns.noun is 'The noun, in small letters';
comment on column seeds.title_nouns.reason is 'Why they belong together';
