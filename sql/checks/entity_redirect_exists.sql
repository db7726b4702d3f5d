-- rule_id: entity_redirect_exists
-- table: main.entity_redirects
-- why: A saved id that leads to no entity, or away from a live one, breaks the links of analysts.
-- owner: load
-- severity: warning
-- grain: one row per failing redirect

select old_id
from main.entity_redirects
left join main.entities as targets using (entity_id)
left join main.entities as live on live.entity_id = entity_redirects.old_id
where targets.entity_id is null or live.entity_id is not null
