-- One row per run: how its inputs ended, side by side.
create or replace view ops.run_outcomes as
select
    runs.run_id,
    runs.night,
    runs.status,
    runs.seconds,
    count(outcomes.run_id) as inputs,
    count(*) filter (where outcome = 'loaded') as loaded,
    count(*) filter (where outcome = 'revised') as revised,
    count(*) filter (where outcome = 'unchanged') as unchanged,
    count(*) filter (where outcome = 'repeated') as repeated,
    count(*) filter (where outcome = 'skipped') as skipped,
    count(*) filter (where outcome = 'quarantined') as quarantined,
    count(*) filter (where outcome = 'failed') as failed
from ops.runs
left join ops.outcomes using (run_id)
group by all;

comment on view ops.run_outcomes is 'One row per run: how its inputs ended';
comment on column ops.run_outcomes.run_id is 'The run';
comment on column ops.run_outcomes.night is 'The night that it was for';
comment on column ops.run_outcomes.status is 'running, published, gate_failed, failed, interrupted or crashed';
comment on column ops.run_outcomes.seconds is 'How long it took; NULL while it runs';
comment on column ops.run_outcomes.inputs is 'Input units that it met';
comment on column ops.run_outcomes.loaded is 'New articles';
comment on column ops.run_outcomes.revised is 'Known articles that had changed';
comment on column ops.run_outcomes.unchanged is 'Known articles that had not changed';
comment on column ops.run_outcomes.repeated is 'Inputs that repeat an earlier input of the same run';
comment on column ops.run_outcomes.skipped is 'Inputs that were left out, with the reason';
comment on column ops.run_outcomes.quarantined is 'Inputs that were refused, with the reason';
comment on column ops.run_outcomes.failed is 'Inputs that could not be read this time';
