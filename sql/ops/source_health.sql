-- One row per source that any recorded run has met: how its last run went, and when it last gave anything.
create or replace view ops.source_health as
with counted as (
    select
        outcomes.source,
        runs.run_id,
        runs.night,
        runs.started_at,
        count(*) as inputs,
        -- Of a run that published nothing, nothing is there.
        count(*) filter (where outcome = 'loaded' and runs.status = 'published') as loaded,
        count(*) filter (where outcome = 'revised' and runs.status = 'published') as revised,
        count(*) filter (where outcome in ('quarantined', 'failed')) as refused
    from ops.outcomes
    join ops.runs using (run_id)
    where outcomes.source is not null
    group by all
)
select
    source,
    max(night) as last_night,
    arg_max(run_id, started_at) as last_run_id,
    arg_max(inputs, started_at) as last_inputs,
    arg_max(loaded, started_at) as last_loaded,
    arg_max(revised, started_at) as last_revised,
    arg_max(refused, started_at) as last_refused,
    max(night) filter (where loaded + revised > 0) as last_news_night,
    count(*) as count_runs,
    median(loaded) as median_loaded
from counted
group by source;

comment on view ops.source_health is 'One row per source: how its last run went, and when it last gave anything new';
comment on column ops.source_health.source is 'The source';
comment on column ops.source_health.last_night is 'Last night on which a run met it';
comment on column ops.source_health.last_run_id is 'The last run that met it';
comment on column ops.source_health.last_inputs is 'Input units that it gave in that run';
comment on column ops.source_health.last_loaded is 'Those of them that were new articles';
comment on column ops.source_health.last_revised is 'Those of them that changed a known article';
comment on column ops.source_health.last_refused is 'Those of them that were quarantined or failed';
comment on column ops.source_health.last_news_night is 'Last night on which it gave a new or changed article; NULL if it never did';
comment on column ops.source_health.count_runs is 'Runs that met it';
comment on column ops.source_health.median_loaded is 'Median of new articles over those runs';
