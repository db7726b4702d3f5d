-- One row per noun that tells the label of the name beside it: "Velmont, the maker of pumps".
create table seeds.name_nouns (
    noun    VARCHAR NOT NULL,
    label   VARCHAR NOT NULL,
    reason  VARCHAR NOT NULL
);

comment on table seeds.name_nouns is 'One row per noun that tells the label of the name beside it: "Velmont, the maker of pumps"';
comment on column seeds.name_nouns.noun is 'The noun, in the singular';
comment on column seeds.name_nouns.label is 'ORG, GPE, LOC or MISC (a work or product)';
comment on column seeds.name_nouns.reason is 'Why it tells the label';
