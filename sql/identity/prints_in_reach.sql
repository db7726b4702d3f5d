-- One row per quote whose family may change tonight: those of articles within a month of tonight's (undated ones are near
-- everything), and every member of the families that these belong to. Indirect quotes have no words of their own.
with tonight as (
    select min(published_at) - interval 31 days as earliest, max(published_at) + interval 31 days as latest,
        bool_or(published_at is null) as has_undated
    from arriving
),

near as (
    select quotes.quote_id
    from main.quotes
    join main.articles using (article_id)
    cross join tonight
    where quotes.kind in ('direct', 'mixed')
        and exists (from arriving)
        and (
            tonight.has_undated
            or articles.published_at is null
            or articles.published_at between tonight.earliest and tonight.latest
        )
),

families as (select distinct family_id from main.quote_families where quote_id in (from near))

select quotes.quote_id, quotes.article_id, quotes.text, quotes.speaker_entity_id, articles.published_at
from main.quotes
join main.articles using (article_id)
where quotes.quote_id in (from near)
    or quotes.quote_id in (select quote_id from main.quote_families where family_id in (from families))
order by quotes.quote_id;
