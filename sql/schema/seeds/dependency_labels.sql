-- One row per dependency label and the relation that it expresses.
create table seeds.dependency_labels (
    label    VARCHAR NOT NULL,
    relation VARCHAR NOT NULL,
    reason   VARCHAR NOT NULL
);

comment on table seeds.dependency_labels is 'One row per dependency label and the relation that it expresses';
comment on column seeds.dependency_labels.label is 'Dependency label of Universal Dependencies or ClearNLP';
comment on column seeds.dependency_labels.relation is 'Name of the relation in the quote rules';
comment on column seeds.dependency_labels.reason is 'Why the label belongs to the relation';
