-- One row per known label of an entity recogniser.
create table seeds.entity_labels (
    label  VARCHAR NOT NULL,
    ours   VARCHAR,
    reason VARCHAR NOT NULL
);

comment on table seeds.entity_labels is 'One row per known label of an entity recogniser';
comment on column seeds.entity_labels.label is 'The label of a pipeline; case matters';
comment on column seeds.entity_labels.ours is 'The label in `mentions`; empty if it marks no names and is left out';
comment on column seeds.entity_labels.reason is 'Where the label is used, and why it means ours';
