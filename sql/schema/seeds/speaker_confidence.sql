-- One row per way of resolving a speaker.
create table seeds.speaker_confidence (
    certainty   VARCHAR NOT NULL,
    share       DOUBLE NOT NULL,
    count_rows  INTEGER NOT NULL,
    count_right INTEGER NOT NULL,
    reason      VARCHAR NOT NULL
);

comment on table seeds.speaker_confidence is 'One row per way of resolving a speaker';
comment on column seeds.speaker_confidence.certainty is 'named, doubtful, role or unresolved';
comment on column seeds.speaker_confidence.share is 'Share of these rows with the right person that is surely reached, of those whose speaker''s words are right; against that of named it lowers a row''s confidence';
comment on column seeds.speaker_confidence.count_rows is 'Rows of this kind in the measured articles';
comment on column seeds.speaker_confidence.count_right is 'Rows with the right person among these';
comment on column seeds.speaker_confidence.reason is 'Which speakers these are';
