-- One row per form of the name of a news agency.
create table seeds.wire_agencies (
    form   VARCHAR NOT NULL,
    agency VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

comment on table seeds.wire_agencies is 'One row per form of the name of a news agency';
comment on column seeds.wire_agencies.form is 'The form in bylines and datelines';
comment on column seeds.wire_agencies.agency is 'The agency''s name';
comment on column seeds.wire_agencies.reason is 'Where the form is used';
