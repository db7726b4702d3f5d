-- One row per word that stands behind the name of a people and never behind an adjective.
create table seeds.words_after_peoples (
    word    VARCHAR NOT NULL,
    kind    VARCHAR NOT NULL,
    reason  VARCHAR NOT NULL
);

comment on table seeds.words_after_peoples is 'One row per word that stands behind the name of a people and never behind an adjective';
comment on column seeds.words_after_peoples.word is 'The word, in small letters';
comment on column seeds.words_after_peoples.kind is 'What kind of word it is';
comment on column seeds.words_after_peoples.reason is 'Why it tells a noun';
