-- The entities that these articles name for the first time. The sum over all is checked by entity_counts_add_up.
create table tonight.entities as
select *
from main.entities
where first_seen_at >= (select min(loaded_at) from tonight.articles)
    and entity_id in (select entity_id from tonight.mentions);
