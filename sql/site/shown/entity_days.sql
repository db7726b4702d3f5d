-- One row per day of publication: the articles that name an entity; copies are not counted.
select published_on as day, sum(count_articles - count_copies) as articles
from mart.entities_by_day
where entity_id = $id and published_on is not null
group by published_on
having articles > 0
order by day;
