-- One row per source: how its last run went, and when it last gave anything.
select
    source, last_night, last_inputs, last_loaded, last_revised, last_refused, last_news_night, count_runs, median_loaded
from ops.source_health
order by source;
