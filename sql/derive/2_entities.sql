-- Entities are the names of articles, as identity found them. Those that names left, or that have another name or label, are
-- counted anew, so that a corrected article takes its errors along; the others add what tonight's articles bring.
-- Input: recounted (entity_id), named (the names with a new entity), entity_names (entity_id, name, label).

delete from main.entities where entity_id in (from recounted);

-- What each entity has in all its articles, if it is counted anew, else in tonight's.
create temp table counted as
with parts as (
    select entity_id, article_id, mention_count from main.article_names where entity_id in (from recounted)
    union all
    select entity_id, article_id, mention_count from named where entity_id not in (from recounted)
),
totals as (
    select
        entity_id,
        min(articles.first_seen_at) as first_seen_at,
        sum(mention_count)::bigint as mention_count,
        count(distinct article_id) filter (where mention_count > 0) as article_count,
    from parts
    join main.articles using (article_id)
    group by entity_id
),
forms as (
    select entity_id, text
    from main.mentions
    where entity_id in (from recounted) and kind = 'name'
    union
    select entity_id, text
    from main.mentions
    where article_id in (select article_id from named) and entity_id in (select entity_id from totals) and kind = 'name'
),
listed as (select entity_id, list(text order by text) as texts from forms group by entity_id)
select totals.*, entity_names.name, entity_names.label,
    list_filter(coalesce(texts, []), lambda form: form <> entity_names.name) as aliases
from totals
join entity_names using (entity_id)
left join listed using (entity_id);

update main.entities
set first_seen_at = least(entities.first_seen_at, counted.first_seen_at),
    mention_count = entities.mention_count + counted.mention_count,
    article_count = entities.article_count + counted.article_count,
    aliases = list_sort(list_distinct(list_concat(entities.aliases, counted.aliases)))
from counted
where counted.entity_id = entities.entity_id;

insert into main.entities by name
from counted
where entity_id not in (select entity_id from main.entities);

-- One name everywhere: a speaker who is an entity goes by its name; speaker_text stays as written.
update main.quotes
set speaker = entities.name
from main.entities
where entities.entity_id = quotes.speaker_entity_id and quotes.speaker is distinct from entities.name;

drop table counted;
