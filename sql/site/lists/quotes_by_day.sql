-- One row per day of publication: its articles and the quotes in them. Copies are left out.
select published_on as day, count(distinct article_id) as articles, count(quote_id) as quotes
from main.articles
left join main.quotes using (article_id)
where published_on is not null and copy_of is null
group by published_on
order by day;
