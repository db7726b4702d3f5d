-- One row per word for the people of a country, a faith or a political camp.
create table seeds.demonyms (
    demonym VARCHAR NOT NULL,
    kind    VARCHAR NOT NULL,
    reason  VARCHAR NOT NULL
);

comment on table seeds.demonyms is 'One row per word for the people of a country, a faith or a political camp';
comment on column seeds.demonyms.demonym is 'The word';
comment on column seeds.demonyms.kind is 'nationality, people, religion or politics';
comment on column seeds.demonyms.reason is 'The people that the word names';
