-- Entities are the names of articles, as identity found them; counted anew, so that a corrected article takes its errors along.
-- Input: entity_names (entity_id, name, label) of every entity.

delete from main.entities;

insert into main.entities by name
with counted as (
    select
        entity_id,
        min(articles.first_seen_at) as first_seen_at,
        sum(mention_count)::bigint as mention_count,
        count(distinct article_id) filter (where mention_count > 0) as article_count,
    from main.article_names
    join main.articles using (article_id)
    group by entity_id
),
forms as (
    select distinct entity_id, text
    from main.mentions
    where entity_id is not null and kind = 'name'
),
aliases as (
    select entity_id, list(text order by text) as aliases
    from forms
    join entity_names using (entity_id)
    where text <> name
    group by entity_id
)
select entity_id, name, label, coalesce(aliases, []) as aliases, first_seen_at, mention_count, article_count
from counted
join entity_names using (entity_id)
left join aliases using (entity_id);

-- One name everywhere: a speaker who is an entity goes by its name; speaker_text stays as written.
update main.quotes
set speaker = entities.name
from main.entities
where entities.entity_id = quotes.speaker_entity_id and quotes.speaker is distinct from entities.name;
