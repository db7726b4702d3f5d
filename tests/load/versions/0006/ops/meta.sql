-- One row per fact about this file.
create table ops.meta (
    key    VARCHAR NOT NULL,
    value  VARCHAR NOT NULL
);

comment on table ops.meta is 'One row per fact about this file';
comment on column ops.meta.key is 'Name of the fact: schema_version, run_id, or shape (the digest of the SQL and seeds that made its views, macros and reference tables)';
comment on column ops.meta.value is 'Its value, as text';
