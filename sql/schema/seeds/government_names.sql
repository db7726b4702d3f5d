-- One row per start of the names of governments, their offices and the departments of a nation.
create table seeds.government_names (
    opening  VARCHAR NOT NULL,
    reason   VARCHAR NOT NULL
);

comment on table seeds.government_names is 'One row per start of the names of governments, their offices and the departments of a nation';
comment on column seeds.government_names.opening is 'The words with which such a name begins';
comment on column seeds.government_names.reason is 'Why names that begin so speak for a government';
