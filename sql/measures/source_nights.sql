-- One row per source with new or revised articles in the run $run_id, with the columns of ops.source_nights.
with arrived as (
    select articles.article_id, articles.source, published_at, authors, word_count
    from main.articles
    join ops.outcomes using (article_id)
    where outcomes.run_id = $run_id and outcomes.outcome in ('loaded', 'revised')
),

spoken as (
    select article_id, count(*) as quotes, count(*) filter (where resolution = 'unresolved') as unresolved
    from main.quotes
    semi join arrived using (article_id)
    group by article_id
),

met as (
    select source, count(distinct mentions.entity_id) as new_entities
    from arrived
    join main.mentions using (article_id)
    join main.entities on entities.entity_id = mentions.entity_id
    where entities.first_seen_at = (select started_at from ops.runs where run_id = $run_id)
    group by source
)

select
    source,
    count(*) as articles,
    count(*) filter (where published_at is null) as undated,
    count(*) filter (where len(authors) = 0) as unsigned,
    count(*) filter (where spoken.article_id is null) as unquoted,
    coalesce(sum(word_count), 0)::bigint as words,
    coalesce(sum(spoken.quotes), 0)::bigint as quotes,
    coalesce(sum(spoken.unresolved), 0)::bigint as unresolved,
    coalesce(any_value(new_entities), 0)::bigint as new_entities
from arrived
left join spoken using (article_id)
left join met using (source)
group by source
order by source
