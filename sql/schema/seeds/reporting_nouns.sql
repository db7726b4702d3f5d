-- One row per noun or adjective that can mark an attribution.
create table seeds.reporting_nouns (
    word           VARCHAR NOT NULL,
    part_of_speech VARCHAR NOT NULL,
    cue_class      VARCHAR NOT NULL,
    complements    VARCHAR NOT NULL,
    reason         VARCHAR NOT NULL
);

comment on table seeds.reporting_nouns is 'One row per noun or adjective that can mark an attribution';
comment on column seeds.reporting_nouns.word is 'The noun (singular) or adjective';
comment on column seeds.reporting_nouns.part_of_speech is 'noun or adjective';
comment on column seeds.reporting_nouns.cue_class is 'speech, writing, attitude or other';
comment on column seeds.reporting_nouns.complements is 'Possible forms of its content, space-separated: that, to, wh, or a preposition';
comment on column seeds.reporting_nouns.reason is 'What the word says about its source';
