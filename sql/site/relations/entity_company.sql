-- One row per entity with a page and another named in the same articles, the twelve most frequent of each.
-- Articles that name more than 80 entities are lists, not news of somebody together with somebody.
with named as (
    select distinct mentions.entity_id, mentions.article_id
    from main.mentions
    join site_entities using (entity_id)
    join main.articles using (article_id)
    where articles.copy_of is null
),

short_enough as (
    select article_id from named group by article_id having count(*) <= 80
),

pairs as (
    select one.entity_id as page_id, other.entity_id, count(*) as count_articles
    from named as one
    join short_enough using (article_id)
    join named as other using (article_id)
    where other.entity_id <> one.entity_id
    group by one.entity_id, other.entity_id
)

select pairs.page_id, pairs.entity_id, entities.name, entities.label, pairs.count_articles
from pairs
join site_entities as entities using (entity_id)
qualify row_number() over (
    partition by pairs.page_id order by pairs.count_articles desc, entities.count_mentions desc, pairs.entity_id
) <= 12
order by pairs.page_id, pairs.count_articles desc, entities.count_mentions desc, pairs.entity_id;
