-- One row per day of publication: its articles and the quotes in them.
select published_on as day, sum(count_articles)::bigint as articles, sum(count_quotes)::bigint as quotes
from mart.outlets_by_day
where published_on is not null
group by published_on
order by day;
