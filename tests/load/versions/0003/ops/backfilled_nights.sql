-- One row per night that a run derived again from the raw archive.
create table ops.backfilled_nights (
    run_id  VARCHAR NOT NULL,
    night   DATE NOT NULL
);

comment on table ops.backfilled_nights is 'One row per night that a run derived again from the raw archive';
comment on column ops.backfilled_nights.run_id is 'The run';
comment on column ops.backfilled_nights.night is 'The night that it derived again';
