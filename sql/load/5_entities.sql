-- Entities are what the mentions say: counted anew every night, so that a corrected article takes its errors with it.

delete from main.entities;

insert into main.entities by name
with named as (
    select mentions.*, articles.first_seen_at
    from main.mentions
    join main.articles using (article_id)
    where entity_id is not null
),
names as (
    select entity_id, entity_name, count(*) as uses
    from named
    group by entity_id, entity_name
    qualify row_number() over (partition by entity_id order by uses desc, length(entity_name) desc, entity_name) = 1
)
select
    entity_id,
    any_value(names.entity_name) as name,
    min(named.label) as label,
    list_sort(list_distinct(coalesce(
        list(named.text) filter (where named.kind = 'name' and named.text <> names.entity_name), []
    ))) as aliases,
    min(named.first_seen_at) as first_seen_at,
    count(*) as mention_count,
    count(distinct named.article_id) as article_count,
from named
join names using (entity_id)
group by entity_id;
