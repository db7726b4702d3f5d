-- One row per person, body or place that quotes of the newest night speak of, the 20 most spoken of.
with newest as (select max(seen_from) as seen_at from main.article_versions)

select
    entities.name,
    entities.label,
    count(distinct quotes.quote_id) as quotes_about,
    count(distinct coalesce(quotes.speaker_entity_id, quotes.speaker)) as speakers,
    count(distinct quotes.article_id) as articles,
    entities.entity_id
from main.quote_mentions
join main.quotes using (quote_id)
join main.entities on entities.entity_id = quote_mentions.entity_id
join main.articles on articles.article_id = quotes.article_id
join newest on articles.first_seen_at = newest.seen_at
where entities.label <> 'MISC'
    and articles.copy_of is null
    and quotes.speaker_entity_id is distinct from entities.entity_id
group by entities.entity_id, entities.name, entities.label
order by quotes_about desc, articles desc, entities.entity_id
limit 20;
