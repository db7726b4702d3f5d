-- One row per place or building that stands for a body in reports of speech.
create table seeds.metonyms (
    name   VARCHAR NOT NULL,
    body   VARCHAR NOT NULL,
    label  VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

comment on table seeds.metonyms is 'One row per place or building that stands for a body in reports of speech';
comment on column seeds.metonyms.name is 'The place, building or seat, as written';
comment on column seeds.metonyms.body is 'The body that it stands for and that becomes the speaker';
comment on column seeds.metonyms.label is 'Entity label of the body';
comment on column seeds.metonyms.reason is 'Why the name stands for the body';
