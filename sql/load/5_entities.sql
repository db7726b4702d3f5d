-- Entities come from the mentions. They are counted again every night, so that a corrected article removes its errors.

delete from main.entities;

insert into main.entities by name
with in_articles as (
    select entity_id, article_id, min(label) as label, count(*) as mention_count
    from main.mentions
    where entity_id is not null
    group by entity_id, article_id
),
counted as (
    select
        entity_id,
        min(label) as label,
        min(articles.first_seen_at) as first_seen_at,
        sum(mention_count)::bigint as mention_count,
        count(*) as article_count,
    from in_articles
    join main.articles using (article_id)
    group by entity_id
),
names as (
    select entity_id, entity_name as name
    from main.mentions
    where entity_id is not null
    group by entity_id, entity_name
    qualify row_number() over (
        partition by entity_id order by count(*) desc, length(entity_name) desc, entity_name
    ) = 1
),
forms as (
    select distinct entity_id, text
    from main.mentions
    where entity_id is not null and kind = 'name'
),
aliases as (
    select entity_id, list(text order by text) as aliases
    from forms
    join names using (entity_id)
    where text <> name
    group by entity_id
)
select entity_id, name, label, coalesce(aliases, []) as aliases, first_seen_at, mention_count, article_count
from counted
join names using (entity_id)
left join aliases using (entity_id);

-- The body that a metonym stands for ("Downing Street says") speaks without a mention of its name.
insert into main.entities by name
select
    speaker_entity_id as entity_id,
    min(speaker) as name,
    'ORG' as label,
    []::varchar[] as aliases,
    min(articles.first_seen_at) as first_seen_at,
    0 as mention_count,
    0 as article_count,
from main.quotes
join main.articles using (article_id)
anti join main.entities on entities.entity_id = quotes.speaker_entity_id
semi join seeds.metonyms on metonyms.body = quotes.speaker
where speaker_entity_id is not null
group by speaker_entity_id;
