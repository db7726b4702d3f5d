-- One row per fact about this file.
create table ops.meta (
    key    VARCHAR NOT NULL,
    value  VARCHAR NOT NULL
);

comment on table ops.meta is 'One row per fact about this file';
comment on column ops.meta.key is 'Name of the fact: schema_version, software_version, run_id, night';
comment on column ops.meta.value is 'Its value, as text';
