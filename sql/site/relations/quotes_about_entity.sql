-- One row per entity with a page and quote of somebody else that mentions it, 100 of each: those of a confidence below 0.6 last, the newest first; no copies.
with mentioning as (
    select distinct quote_mentions.entity_id as page_id, quote_mentions.quote_id
    from main.quote_mentions
    join site_entities using (entity_id)
)

select
    mentioning.page_id,
    quotes.published_on, quotes.source, quotes.outlet_id, quotes.speaker, quotes.speaker_entity_id, quotes.has_page,
    quotes.text, quotes.kind, quotes.confidence, quotes.title, quotes.number, quotes.quote_id, quotes.article_id
from mentioning
join site_quotes as quotes using (quote_id)
where quotes.speaker_entity_id is distinct from mentioning.page_id and not quotes.is_copy
qualify row_number() over (
    partition by mentioning.page_id order by quotes.confidence >= 0.6 desc, quotes.published_on desc nulls last, quotes.article_id, quotes.number
) <= 100
order by mentioning.page_id, quotes.confidence >= 0.6 desc, quotes.published_on desc nulls last, quotes.article_id, quotes.number;
