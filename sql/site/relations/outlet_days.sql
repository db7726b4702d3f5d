-- One row per outlet and day of publication: its articles and their quotes.
select outlet_id as page_id, published_on as day, count(*) as count_articles, sum(count_quotes)::bigint as count_quotes
from site_articles
where published_on is not null
group by outlet_id, published_on
order by page_id, day;
