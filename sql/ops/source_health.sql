-- One row per source of any recorded run, with the result of its last run and its last night with news.
create or replace view ops.source_health as
with counted as (
    select
        outcomes.source,
        runs.run_id,
        runs.night,
        runs.started_at,
        count(*) as inputs,
        -- A run that published nothing loaded nothing.
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

comment on view ops.source_health is 'One row per source: the result of its last run, and its last night with new or changed articles';
comment on column ops.source_health.source is 'The source';
comment on column ops.source_health.last_night is 'Last night with inputs of the source';
comment on column ops.source_health.last_run_id is 'Last run with inputs of the source';
comment on column ops.source_health.last_inputs is 'Its inputs in that run';
comment on column ops.source_health.last_loaded is 'Of these, new articles';
comment on column ops.source_health.last_revised is 'Of these, known articles with changes';
comment on column ops.source_health.last_refused is 'Of these, quarantined or failed inputs';
comment on column ops.source_health.last_news_night is 'Last night with a new or changed article; NULL if there was none';
comment on column ops.source_health.count_runs is 'Runs with inputs of the source';
comment on column ops.source_health.median_loaded is 'Median of new articles over those runs';
