-- One row per word of bodies' names that says what kind of body it is, or nothing.
create table seeds.body_words (
    word    VARCHAR NOT NULL,
    kind    VARCHAR NOT NULL,
    type    VARCHAR,
    reason  VARCHAR NOT NULL
);

comment on table seeds.body_words is 'One row per word of bodies'' names that says what kind of body it is, or nothing';
comment on column seeds.body_words.word is 'The word';
comment on column seeds.body_words.kind is 'legal (company form), type (kind of company), filler or common';
comment on column seeds.body_words.type is 'For a kind of company: the kind, the same for its spellings';
comment on column seeds.body_words.reason is 'What the word does in a name';
