-- Entities are the names of articles, as identity found them. Those that names left, or that have another name or label, are
-- counted anew, so that a corrected article takes its errors along; the others add what tonight's articles bring.
-- Input: recounted (entity_id), named (the names with a new entity), entity_names (entity_id, name, label).

create temp table relabelled as
select entities.entity_id
from main.entities
left join entity_names as now using (entity_id)
where entities.entity_id in (from recounted) and entities.label is distinct from now.label;

delete from main.entities where entity_id in (from recounted);

insert into main.entities by name
with counted as (
    select
        entity_id,
        min(articles.first_seen_at) as first_seen_at,
        sum(mention_count)::bigint as mention_count,
        count(distinct article_id) filter (where mention_count > 0) as article_count,
    from main.article_names
    join main.articles using (article_id)
    where entity_id in (from recounted)
    group by entity_id
),
forms as (
    select distinct entity_id, text
    from main.mentions
    where entity_id in (from recounted) and kind = 'name'
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

create temp table gained as
with counted as (
    select
        entity_id,
        min(articles.first_seen_at) as first_seen_at,
        sum(mention_count)::bigint as mention_count,
        count(distinct article_id) filter (where mention_count > 0) as article_count,
    from named
    join main.articles using (article_id)
    where entity_id not in (from recounted)
    group by entity_id
),
forms as (
    select entity_id, list(distinct text) as forms
    from main.mentions
    where article_id in (select article_id from named) and entity_id in (select entity_id from counted) and kind = 'name'
    group by entity_id
)
select counted.*, entity_names.name, entity_names.label,
    list_filter(coalesce(forms, []), lambda form: form <> entity_names.name) as forms
from counted
join entity_names using (entity_id)
left join forms using (entity_id);

update main.entities
set first_seen_at = least(entities.first_seen_at, gained.first_seen_at),
    mention_count = entities.mention_count + gained.mention_count,
    article_count = entities.article_count + gained.article_count,
    aliases = list_sort(list_distinct(list_concat(aliases, gained.forms)))
from gained
where gained.entity_id = entities.entity_id;

insert into main.entities by name
select * exclude (forms), list_sort(forms) as aliases
from gained
where entity_id not in (select entity_id from main.entities);

-- One name everywhere: a speaker who is an entity goes by its name; speaker_text stays as written.
update main.quotes
set speaker = entities.name
from main.entities
where entities.entity_id = quotes.speaker_entity_id and quotes.speaker is distinct from entities.name;

drop table gained;
