-- One row per day of publication: the articles that name an entity.
select published_on as day, sum(count_articles) as articles
from mart.entities_by_day
where entity_id = $id and published_on is not null
group by published_on
order by day;
