-- One row per article of `batch` and name of a person, body, event or place in it. Peoples and kinds of works tell no stories
-- apart. A name counts, not the entity: a night that finds another bearer of an old surname leaves old stories as they are.
select distinct article_id, base as name
from main.article_names
where article_id in (select article_id from batch)
    and mention_count > 0
    and label in ('PERSON', 'ORG', 'EVENT', 'GPE', 'LOC');
