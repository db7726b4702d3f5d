-- One row per run with the number of its inputs per outcome.
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

comment on view ops.run_outcomes is 'One row per run with the number of its inputs per outcome';
comment on column ops.run_outcomes.run_id is 'The run';
comment on column ops.run_outcomes.night is 'Night of the run';
comment on column ops.run_outcomes.status is 'running, published, gate_failed, failed, interrupted or crashed';
comment on column ops.run_outcomes.seconds is 'Duration in seconds; NULL while it runs';
comment on column ops.run_outcomes.inputs is 'All inputs of the run';
comment on column ops.run_outcomes.loaded is 'New articles';
comment on column ops.run_outcomes.revised is 'Known articles with changes';
comment on column ops.run_outcomes.unchanged is 'Known articles without changes';
comment on column ops.run_outcomes.repeated is 'Inputs that repeat an earlier input of the same run';
comment on column ops.run_outcomes.skipped is 'Inputs that were left out on purpose';
comment on column ops.run_outcomes.quarantined is 'Inputs that were refused by a rule';
comment on column ops.run_outcomes.failed is 'Inputs with a transient error; the next night tries again';
