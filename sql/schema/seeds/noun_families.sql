-- One row per word and family.
create table seeds.noun_families (
    word   VARCHAR NOT NULL,
    family VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

comment on table seeds.noun_families is 'One row per word and family: nouns of one family may describe the same person or body';
comment on column seeds.noun_families.word is 'The noun, or word of a name, in small letters';
comment on column seeds.noun_families.family is 'The family of nouns that it belongs to';
comment on column seeds.noun_families.reason is 'Why they belong together';
