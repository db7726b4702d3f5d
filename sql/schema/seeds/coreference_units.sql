-- One row per kind of phrase and sign: what the units of the layer make of it.
create table seeds.coreference_units (
    anaphor VARCHAR NOT NULL,
    feature VARCHAR NOT NULL,
    weights VARCHAR NOT NULL,
    reason  VARCHAR NOT NULL
);

comment on table seeds.coreference_units is 'One row per kind of phrase and sign, with its weight in each unit of a layer that sees the signs of an antecedent together';
comment on column seeds.coreference_units.anaphor is 'person, they, it, role or body: the columns of seeds.coreference_weights';
comment on column seeds.coreference_units.feature is 'The sign; bias: where a unit starts; output: what a unit counts';
comment on column seeds.coreference_units.weights is 'The weight in each unit, parted by blanks. A unit adds its output times the sum of its bias and the weights of the signs that hold, where that is above zero';
comment on column seeds.coreference_units.reason is 'What the sign says';
