-- One row per name whose kind is the same in every article: parts of the world, feasts, groups, figures of speech.
create table seeds.known_names (
    name    VARCHAR NOT NULL,
    means   VARCHAR NOT NULL,
    label   VARCHAR NOT NULL,
    reason  VARCHAR NOT NULL
);

comment on table seeds.known_names is 'One row per name whose kind is the same in every article: parts of the world, feasts, groups, figures of speech';
comment on column seeds.known_names.name is 'The name, or its adjective';
comment on column seeds.known_names.means is 'The name by which its entity goes';
comment on column seeds.known_names.label is 'LOC (unless the article has a person or body of the name), EVENT, NORP, ORG or MISC';
comment on column seeds.known_names.reason is 'Why it is in the list';
