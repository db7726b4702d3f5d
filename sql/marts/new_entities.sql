-- One row per entity with the article that mentioned it first, by time of publication in this warehouse.
-- Undated articles come after all dated articles.
create or replace view mart.new_entities as
select
    entities.entity_id,
    entities.name,
    entities.label,
    arg_min(articles.published_on, (articles.published_at, articles.article_id)) as first_published_on,
    arg_min(articles.source, (coalesce(articles.published_at, 'infinity'), articles.article_id)) as first_source,
    arg_min(articles.article_id, (coalesce(articles.published_at, 'infinity'), articles.article_id)) as first_article_id,
    entities.first_seen_at,
    entities.article_count as count_articles,
    count(distinct articles.article_id) filter (where articles.copy_of is not null) as count_copies
from main.entities
join main.mentions using (entity_id)
join main.articles using (article_id)
where entities.label <> 'MISC'
group by entities.entity_id, entities.name, entities.label, entities.first_seen_at, entities.article_count;

comment on view mart.new_entities is 'One row per entity with its first article in this warehouse; filter on first_published_on for the new entities of a day';
comment on column mart.new_entities.entity_id is 'The entity';
comment on column mart.new_entities.name is 'Its name';
comment on column mart.new_entities.label is 'Its label: PERSON, ORG, GPE, LOC, NORP or EVENT';
comment on column mart.new_entities.first_published_on is 'UTC day of the earliest dated article that mentions it; NULL if none is dated';
comment on column mart.new_entities.first_source is 'Outlet of the first article';
comment on column mart.new_entities.first_article_id is 'The first article; a dated one if there is any';
comment on column mart.new_entities.first_seen_at is 'Start of the run that first met an article with it, UTC';
comment on column mart.new_entities.count_articles is 'Articles that mention it';
comment on column mart.new_entities.count_copies is 'Of these, articles that nearly repeat an earlier one';
