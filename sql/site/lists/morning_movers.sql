-- One row per person, body or place whose share of the newest night's articles differs most from its share of the
-- articles of the four weeks before, the eight that rose and the eight that fell most. No row on a first night.
-- A share of fewer than 2 articles is chance.
with newest as (select max(seen_from) as seen_at from main.article_versions),

compared as (
    select articles.article_id, articles.first_seen_at = newest.seen_at as is_now
    from main.articles
    cross join newest
    where articles.first_seen_at > newest.seen_at - interval 28 days and articles.copy_of is null
),

totals as (
    select count(*) filter (where is_now) as now_total, count(*) filter (where not is_now) as before_total
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
        100 * articles_now / now_total as percent_now,
        100 * articles_before / before_total as percent_before,
        articles_now,
        articles_before,
        entities.entity_id
    from named
    join main.entities using (entity_id)
    cross join totals
    where now_total > 0 and before_total > 0 and entities.label <> 'MISC' and greatest(articles_now, articles_before) > 1
)

select
    name,
    label,
    round(percent_now, 1) as percent_now,
    round(percent_before, 1) as percent_before,
    round(percent_now - percent_before, 1) as change,
    articles_now,
    articles_before,
    entity_id
from shares
where round(percent_now - percent_before, 1) <> 0
qualify row_number() over (order by percent_now - percent_before desc, entity_id) <= 8
    or row_number() over (order by percent_now - percent_before, entity_id) <= 8
order by change desc, entity_id;
