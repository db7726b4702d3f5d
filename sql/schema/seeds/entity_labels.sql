-- One row per label of an entity recogniser that is known.
create table seeds.entity_labels (
    label  VARCHAR NOT NULL,
    ours   VARCHAR,
    reason VARCHAR NOT NULL
);

comment on table seeds.entity_labels is 'One row per label of an entity recogniser that is known';
comment on column seeds.entity_labels.label is 'The label, as a pipeline writes it; upper and lower case are told apart';
comment on column seeds.entity_labels.ours is 'The label in `mentions`; nothing where it labels no name and is left out';
comment on column seeds.entity_labels.reason is 'Who writes it so, and why it is what ours says';
