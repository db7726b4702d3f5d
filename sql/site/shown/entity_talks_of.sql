-- One row per entity that an entity's quotes mention, the twelve most frequent; copies are not counted.
select about, about_label, count_quotes - count_in_copies as quotes, count_articles, first_on, last_on
from mart.said_about
where speaker_entity_id = $id and count_quotes > count_in_copies
order by quotes desc
limit 12;
