-- One row per day of publication of an outlet.
select published_on as day, count_articles as articles, count_quotes as quotes
from mart.outlets_by_day
where source = $name and published_on is not null
order by day;
