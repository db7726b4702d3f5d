-- One row per speaker whose quotes mention an entity, the twelve most frequent; copies are not counted.
select speaker, count_quotes - count_in_copies as quotes, count_articles, first_on, last_on
from mart.said_about
where about_entity_id = $id and count_quotes > count_in_copies
order by quotes desc
limit 12;
