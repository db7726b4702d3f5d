-- One row per night without a published run, between the first and the last night of the ledger.
create or replace view ops.missing_nights as
with covered as (
    select night from ops.runs where status = 'published' and coalesce(kind, 'night') = 'night'
    union
    select backfilled_nights.night
    from ops.backfilled_nights
    join ops.runs using (run_id)
    where runs.status = 'published'
),

nights as (
    select unnest(generate_series(min(night), max(night), interval 1 day))::date as night
    from ops.runs
    where coalesce(kind, 'night') = 'night'
)

select
    nights.night,
    count(runs.run_id) as count_runs,
    arg_max(runs.run_id, runs.started_at) as last_run_id,
    arg_max(runs.status, runs.started_at) as last_status,
    arg_max(runs.error, runs.started_at) as last_error
from nights
left join ops.runs on runs.night = nights.night and coalesce(runs.kind, 'night') = 'night'
anti join covered on covered.night = nights.night
group by nights.night
order by nights.night;

comment on view ops.missing_nights is 'One row per night without a published run, between the first and the last night of the ledger; a night that was derived again is not missing';
comment on column ops.missing_nights.night is 'The night';
comment on column ops.missing_nights.count_runs is 'Runs of this night, none of which was published';
comment on column ops.missing_nights.last_run_id is 'The last of these runs; NULL if there was none';
comment on column ops.missing_nights.last_status is 'How it ended; NULL if there was none';
comment on column ops.missing_nights.last_error is 'Its error in a sentence; NULL without an error';
