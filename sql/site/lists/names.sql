-- One row per person, body or place, the 500 most quoted and most named. Copies are left out of the counts.
with counted as (select article_id from main.articles where copy_of is null),

speaking as (
    select speaker_entity_id as entity_id, count(*) filter (where not is_copy) as quotes
    from mart.attributed_quotes
    group by speaker_entity_id
),

spoken_of as (
    select entity_id, count(distinct quote_id) as quotes_about
    from main.quote_mentions
    join main.quotes using (quote_id)
    join counted using (article_id)
    group by entity_id
),

named as (
    select entity_id, count(distinct article_id) as articles, count(*) as mentions
    from main.mentions
    join counted using (article_id)
    group by entity_id
)

select
    entities.name,
    entities.label,
    coalesce(speaking.quotes, 0) as quotes,
    coalesce(spoken_of.quotes_about, 0) as quotes_about,
    coalesce(named.articles, 0) as articles,
    entities.aliases,
    entities.entity_id
from main.entities
left join speaking using (entity_id)
left join spoken_of using (entity_id)
left join named using (entity_id)
where entities.label <> 'MISC' and (speaking.entity_id is not null or entities.article_count > 1)
order by quotes desc, articles desc, named.mentions desc nulls last, entities.entity_id
limit 500;
