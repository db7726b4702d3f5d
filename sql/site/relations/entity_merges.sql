-- One row per older id that stands for an entity with a page: why the two are one, and how sure that is.
select entity_id as page_id, old_id, reason, score
from entity_redirects
join site_entities using (entity_id)
order by page_id, score, old_id;
