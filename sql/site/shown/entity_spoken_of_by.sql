-- One row per speaker whose quotes mention an entity, the twelve most frequent.
select speaker, count_quotes, count_articles, first_on, last_on
from mart.said_about
where about_entity_id = $id
order by count_quotes desc
limit 12;
