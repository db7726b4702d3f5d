-- One row per person, body or place whose share of the newest night's articles differs most from its share of the
-- articles of the nights of the four weeks before, the eight that rose and the eight that fell most. No row on a first
-- night. A share of fewer than 2 articles is chance. `total_now`, `total_before`: the articles that are compared, copies
-- apart; `before_from`: the first night before that brought one.
with nights as (
    select first_seen_at, coalesce(max(runs.night), first_seen_at::date) as night
    from (select distinct first_seen_at from main.articles) as seen
    left join ops.runs on runs.started_at = seen.first_seen_at
    group by first_seen_at
),

newest as (
    select seen_at, coalesce((select max(night) from ops.runs where started_at = seen_at), seen_at::date) as night
    from (select max(seen_from) as seen_at from main.article_versions)
),

compared as (
    select articles.article_id, articles.first_seen_at = newest.seen_at as is_now, nights.night
    from main.articles
    join nights using (first_seen_at)
    cross join newest
    where nights.night > newest.night - 28 and articles.first_seen_at <= newest.seen_at and articles.copy_of is null
),

totals as (
    select
        count(*) filter (where is_now) as total_now,
        count(*) filter (where not is_now) as total_before,
        min(night) filter (where not is_now) as before_from
    from compared
),

named as (
    select
        entity_id,
        count(distinct article_id) filter (where is_now) as articles_now,
        count(distinct article_id) filter (where not is_now) as articles_before
    from main.mentions
    join compared using (article_id)
    where entity_id is not null
    group by entity_id
),

shares as (
    select
        entities.name,
        entities.label,
        100 * articles_now / total_now as percent_now,
        100 * articles_before / total_before as percent_before,
        articles_now,
        articles_before,
        total_now,
        total_before,
        before_from,
        entities.entity_id
    from named
    join main.entities using (entity_id)
    cross join totals
    where total_now > 0 and total_before > 0 and entities.label <> 'MISC' and greatest(articles_now, articles_before) > 1
)

select
    name,
    label,
    round(percent_now, 1) as percent_now,
    round(percent_before, 1) as percent_before,
    round(percent_now - percent_before, 1) as change,
    articles_now,
    articles_before,
    total_now,
    total_before,
    before_from,
    entity_id
from shares
where round(percent_now - percent_before, 1) <> 0
qualify row_number() over (order by percent_now - percent_before desc, entity_id) <= 8
    or row_number() over (order by percent_now - percent_before, entity_id) <= 8
order by change desc, entity_id;
