-- One row per speaker quoted in the newest night's new articles, the 20 most quoted; copies of earlier articles apart.
with newest as (select max(seen_from) as seen_at from main.article_versions)

select
    quotes.speaker,
    quotes.speaker_label as label,
    count(*) as quotes,
    count(*) filter (where quotes.kind = 'direct') as direct,
    count(distinct quotes.article_id) as articles,
    count(distinct quotes.source) as outlets,
    quotes.speaker_entity_id as entity_id
from mart.attributed_quotes as quotes
join main.articles using (article_id)
join newest on articles.first_seen_at = newest.seen_at
where not quotes.is_copy
group by quotes.speaker, quotes.speaker_label, quotes.speaker_entity_id
order by quotes desc, articles desc, entity_id
limit 20;
