-- One row per last word of a name that tells what kind of thing the name is.
create table seeds.name_heads (
    word    VARCHAR NOT NULL,
    kind    VARCHAR NOT NULL,
    reason  VARCHAR NOT NULL
);

comment on table seeds.name_heads is 'One row per last word of a name that tells what kind of thing the name is';
comment on column seeds.name_heads.word is 'The word';
comment on column seeds.name_heads.kind is 'body, building, street (or a building that no body is named after), work (a law, prize or broadcast) or role (no name of its own)';
comment on column seeds.name_heads.reason is 'Why the word tells the kind';
