-- One row per noun for a speaker.
create table seeds.role_nouns (
    noun   VARCHAR NOT NULL,
    gender VARCHAR,
    number VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

comment on table seeds.role_nouns is 'One row per noun for a speaker';
comment on column seeds.role_nouns.noun is 'The noun';
comment on column seeds.role_nouns.gender is 'male, female, or empty if the noun has no gender';
comment on column seeds.role_nouns.number is 'one (a person), many (persons), body (an organisation) or text (a document)';
comment on column seeds.role_nouns.reason is 'What the noun names';
