-- One row per entity that the articles which name `called` name too, the most frequent first. Articles that name more
-- than 80 entities are lists and are left out, and so are copies.
create or replace macro main.named_with(called) as table
with asked as (select entity_id from main.named_entities(called)),

together as (
    select article_id
    from main.mentions
    join main.articles using (article_id)
    where articles.copy_of is null and entity_id is not null and article_id in (select article_id from main.mentions where entity_id in (from asked))
    group by article_id
    having count(distinct entity_id) <= 80
)

select entities.name, entities.label, count(distinct article_id) as count_articles, entities.entity_id
from main.mentions
join together using (article_id)
join main.entities using (entity_id)
where entities.entity_id not in (from asked) and entities.label <> 'MISC'
group by entities.entity_id, entities.name, entities.label
order by count_articles desc, entities.name, entities.entity_id;

comment on macro table main.named_with is 'One row per entity that is named in the same articles: named_with(''Malakhov'')';
