-- One row per dependency label and the relation that it expresses.
create table seeds.dependency_labels (
    label    VARCHAR NOT NULL,
    relation VARCHAR NOT NULL,
    reason   VARCHAR NOT NULL
);

comment on table seeds.dependency_labels is 'One row per dependency label and the relation that it expresses';
comment on column seeds.dependency_labels.label is 'Dependency label, as Universal Dependencies or ClearNLP write it';
comment on column seeds.dependency_labels.relation is 'What the quote rules call the relation';
comment on column seeds.dependency_labels.reason is 'Why the label belongs to the relation';
