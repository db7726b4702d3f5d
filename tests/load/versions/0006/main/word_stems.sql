-- One row per word of the texts, as `fold` writes it, and its stem.
create table main.word_stems (
    word  VARCHAR NOT NULL,
    stem  VARCHAR NOT NULL
);

comment on table main.word_stems is 'One row per word of the texts, with its stem: searches find all forms of a word';
comment on column main.word_stems.word is 'The word in lower case, without accents';
comment on column main.word_stems.stem is 'What its forms have in common, by the Snowball stemmer for English: bridg for bridge and bridges';
