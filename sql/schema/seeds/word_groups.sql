-- One row per word and group.
create table seeds.word_groups (
    word       VARCHAR NOT NULL,
    word_group VARCHAR NOT NULL,
    reason     VARCHAR NOT NULL
);

comment on table seeds.word_groups is 'One row per word and group: words by which the rules tell cases apart';
comment on column seeds.word_groups.word is 'The word, in small letters';
comment on column seeds.word_groups.word_group is 'What a rule asks of it, such as hearing_body, occasion or thing';
comment on column seeds.word_groups.reason is 'Why it is listed';
