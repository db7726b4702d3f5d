-- One row: the newest moment at which a run brought a new or changed article, and the night of that run.
-- An empty warehouse has one row of NULLs.
create temp table morning as
with newest as (select max(seen_from) as seen_at from main.article_versions)
select
    newest.seen_at,
    coalesce(runs.night, newest.seen_at::date) as night,
    runs.run_id,
    not exists (from main.article_versions where seen_from < newest.seen_at) as is_first_night
from newest
left join ops.runs on runs.started_at = newest.seen_at
order by runs.run_id desc
limit 1;
