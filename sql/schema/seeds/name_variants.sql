-- One row per spelling or short form of a given or family name.
create table seeds.name_variants (
    name     VARCHAR NOT NULL,
    variant  VARCHAR NOT NULL,
    kind     VARCHAR NOT NULL,
    reason   VARCHAR NOT NULL
);

comment on table seeds.name_variants is 'One row per spelling or short form of a given or family name';
comment on column seeds.name_variants.name is 'Name of the group of forms';
comment on column seeds.name_variants.variant is 'The spelling or short form';
comment on column seeds.name_variants.kind is 'given or family';
comment on column seeds.name_variants.reason is 'Why it is the same name';
