-- Which people and organisations were in the news for the first time on the newest day there is?
select name, label, first_source, count_articles as articles
from mart.new_entities
where label in ('PERSON', 'ORG')
    and first_published_on = (select max(published_on) from main.articles)
order by articles desc, name;
