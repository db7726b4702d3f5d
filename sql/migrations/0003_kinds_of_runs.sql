-- Schema version 3: what a run was for, the nights that a run derived again, and what is forgotten.

alter table ops.runs add column kind VARCHAR;

-- Earlier versions knew no other runs.
update ops.runs set kind = 'night';

-- One row per night that a run derived again from the raw archive.
create table ops.backfilled_nights (
    run_id  VARCHAR NOT NULL,
    night   DATE NOT NULL
);

-- One row per article, address or source that somebody asked to forget.
create table ops.forgotten (
    key_digest  VARCHAR NOT NULL PRIMARY KEY,
    kind        VARCHAR NOT NULL,
    reason      VARCHAR NOT NULL,
    asked_at    TIMESTAMPTZ NOT NULL
);
