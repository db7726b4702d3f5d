-- One row per person, body or place and its share of the newest week's articles against the four weeks before, the greatest
-- rise first. The weeks end on the newest day of publication. Copies and undated articles are left out, and names that
-- neither span has in two articles: one article is chance.
create or replace view mart.movers as
with dated as (
    select article_id, published_on > (select max(published_on) - 7 from main.articles) as is_now
    from main.articles
    where copy_of is null and published_on > (select max(published_on) - 35 from main.articles)
),

totals as (
    select count(*) filter (where is_now) as now_total, count(*) filter (where not is_now) as before_total from dated
),

named as (
    select
        entity_id,
        count(distinct article_id) filter (where is_now) as articles_now,
        count(distinct article_id) filter (where not is_now) as articles_before
    from main.mentions
    join dated using (article_id)
    where entity_id is not null
    group by entity_id
)

select
    entities.entity_id,
    entities.name,
    entities.label,
    named.articles_now,
    named.articles_before,
    round(100 * named.articles_now / totals.now_total, 1) as percent_now,
    round(100 * named.articles_before / totals.before_total, 1) as percent_before,
    round(100 * named.articles_now / totals.now_total - 100 * named.articles_before / totals.before_total, 1) as change
from named
join main.entities using (entity_id)
cross join totals
where entities.label <> 'MISC'
    and greatest(named.articles_now, named.articles_before) > 1
    and totals.now_total > 0
    and totals.before_total > 0
order by change desc, named.articles_now desc, entities.entity_id;

comment on view mart.movers is
    'One row per entity: its share of the newest week''s articles against the four weeks before, the greatest rise first';
comment on column mart.movers.entity_id is 'The entity';
comment on column mart.movers.name is 'Its name';
comment on column mart.movers.label is 'Its label: PERSON, ORG, GPE, LOC, NORP or EVENT';
comment on column mart.movers.articles_now is 'Articles of the newest week that name it';
comment on column mart.movers.articles_before is 'Articles of the four weeks before that name it';
comment on column mart.movers.percent_now is 'Per cent of the newest week''s articles that name it';
comment on column mart.movers.percent_before is 'Per cent of the articles of the four weeks before that name it';
comment on column mart.movers.change is 'The difference of the two, in points; negative where it fell';
