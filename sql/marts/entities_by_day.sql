-- One row per entity, outlet and day of publication. Undated articles count under a NULL day.
create or replace view mart.entities_by_day as
with met as (
    select entity_id, article_id, count(*) as count_mentions
    from main.mentions
    group by all
)
select
    articles.published_on,
    articles.source,
    entities.entity_id,
    entities.name,
    entities.label,
    sum(met.count_mentions)::BIGINT as count_mentions,
    count(*) as count_articles,
    count(*) filter (where articles.copy_of is not null) as count_copies
from met
join main.entities using (entity_id)
join main.articles using (article_id)
where entities.label <> 'MISC'
group by all;

comment on view mart.entities_by_day is 'One row per entity, outlet and day: who and what was in the news';
comment on column mart.entities_by_day.published_on is 'UTC day of publication; NULL for articles without a date';
comment on column mart.entities_by_day.source is 'Outlet';
comment on column mart.entities_by_day.entity_id is 'The entity';
comment on column mart.entities_by_day.name is 'Its name';
comment on column mart.entities_by_day.label is 'Its label: PERSON, ORG, GPE, LOC, NORP or EVENT';
comment on column mart.entities_by_day.count_mentions is 'Mentions of it, by name, role or pronoun';
comment on column mart.entities_by_day.count_articles is 'Articles that mention it';
comment on column mart.entities_by_day.count_copies is 'Of these, articles that nearly repeat an earlier one';
