-- One row per article and entity with a page that it names, the 15 most mentioned of each.
select mentions.article_id as page_id, entities.entity_id, entities.name, entities.label, count(*) as count_mentions
from main.mentions
join site_entities as entities using (entity_id)
group by mentions.article_id, entities.entity_id, entities.name, entities.label
qualify row_number() over (partition by page_id order by count_mentions desc, entities.entity_id) <= 15
order by page_id, count_mentions desc, entities.entity_id;
