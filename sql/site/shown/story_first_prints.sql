-- One row per quote of a story that belongs to a family.
select quotes.speaker, quotes.text, articles.source, articles.published_at, families.family_id, families.is_first
from main.quote_families as families
join main.quotes using (quote_id)
join main.articles using (article_id)
where articles.story_id = $id
order by families.family_id, articles.published_at nulls last;
