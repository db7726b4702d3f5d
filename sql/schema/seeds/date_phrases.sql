-- One row per phrase that names a day or period relative to the day of writing.
create table seeds.date_phrases (
    phrase VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

comment on table seeds.date_phrases is 'One row per phrase that names a day or period relative to the day of writing';
comment on column seeds.date_phrases.phrase is 'The phrase, in lower case';
comment on column seeds.date_phrases.reason is 'What the phrase names';
