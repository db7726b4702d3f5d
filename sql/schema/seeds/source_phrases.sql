-- One row per phrase that names a source without a verb.
create table seeds.source_phrases (
    phrase    VARCHAR NOT NULL,
    cue_class VARCHAR NOT NULL,
    source    VARCHAR NOT NULL,
    reason    VARCHAR NOT NULL
);

comment on table seeds.source_phrases is 'One row per phrase that names a source without a verb';
comment on column seeds.source_phrases.phrase is 'The phrase, in lower case';
comment on column seeds.source_phrases.cue_class is 'speech, writing, attitude or other';
comment on column seeds.source_phrases.source is 'Position of the phrase: before its source';
comment on column seeds.source_phrases.reason is 'What the phrase says about its source';
