-- One row per quote whose family may change tonight: those printed within a month of tonight's (undated ones are near
-- everything), and every member of the families that these belong to. Indirect quotes have no words of their own.
-- Printed: when the article was published, or, for a quote that it has since a later version, when that was first seen.
with times as (
    select published_at as printed_at from arriving
    union all
    select seen_from from main.article_versions where version > 1 and article_id in (select article_id from arriving)
),

tonight as (
    select min(printed_at) - interval 31 days as earliest, max(printed_at) + interval 31 days as latest,
        bool_or(printed_at is null) as has_undated
    from times
),

prints as not materialized (
    select quotes.quote_id, quotes.article_id, quotes.kind, quotes.text, quotes.speaker_entity_id,
        coalesce(late.seen_from, articles.published_at) as printed_at
    from main.quotes
    join main.articles using (article_id)
    left join main.late_quotes as late using (quote_id)
),

near as (
    select prints.quote_id
    from prints
    cross join tonight
    where prints.kind in ('direct', 'mixed')
        and exists (from arriving)
        and (
            tonight.has_undated
            or prints.printed_at is null
            or prints.printed_at between tonight.earliest and tonight.latest
        )
),

families as (select distinct family_id from main.quote_families where quote_id in (from near))

select quote_id, article_id, text, speaker_entity_id, printed_at
from prints
where quote_id in (from near)
    or quote_id in (select quote_id from main.quote_families where family_id in (from families))
order by quote_id;
