-- One row per quote of a story that belongs to a family.
select quotes.speaker, quotes.text, articles.source, coalesce(late.seen_from, articles.published_at) as printed_at,
    families.family_id, families.is_first
from main.quote_families as families
join main.quotes using (quote_id)
join main.articles using (article_id)
left join main.late_quotes as late using (quote_id)
where articles.story_id = $id
order by families.family_id, printed_at nulls last;
