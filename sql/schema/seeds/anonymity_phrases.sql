-- One row per phrase by which an article says that it withholds the name of a source.
create table seeds.anonymity_phrases (
    phrase  VARCHAR NOT NULL,
    place   VARCHAR NOT NULL,
    reason  VARCHAR NOT NULL
);

comment on table seeds.anonymity_phrases is 'One row per phrase by which an article says that it withholds the name of a source';
comment on column seeds.anonymity_phrases.phrase is 'The phrase, in lower case';
comment on column seeds.anonymity_phrases.place is 'speaker (a word of the speaker as written) or sentence (the words around the quote)';
comment on column seeds.anonymity_phrases.reason is 'What the phrase says about the source';
