-- One row per dated article of `counted` and entity that it names. Peoples and kinds of works tell no stories apart.
select distinct names.article_id, names.entity_id
from main.article_names as names
join main.articles using (article_id)
join main.entities using (entity_id)
where articles.published_at is not null
    and names.article_id in (select article_id from counted)
    and names.mention_count > 0
    and entities.label in ('PERSON', 'ORG', 'EVENT', 'GPE', 'LOC');
