-- One row per entity that an entity's quotes mention, the twelve most frequent.
select about, about_label, count_quotes, count_articles, first_on, last_on
from mart.said_about
where speaker_entity_id = $id
order by count_quotes desc
limit 12;
