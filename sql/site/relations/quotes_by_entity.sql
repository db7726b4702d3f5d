-- One row per entity with a page and quote that it says, 100 of each: those of a confidence below 0.6 last, the newest first; no copies.
select
    entities.entity_id as page_id,
    quotes.published_on, quotes.source, quotes.outlet_id, quotes.text, quotes.kind, quotes.cue, quotes.speaker_role,
    quotes.confidence, quotes.title, quotes.number, quotes.quote_id, quotes.article_id
from site_quotes as quotes
join site_entities as entities on entities.entity_id = quotes.speaker_entity_id
where quotes.cue_class is distinct from 'attitude' and not quotes.is_copy
qualify row_number() over (
    partition by entities.entity_id order by quotes.confidence >= 0.6 desc, quotes.published_on desc nulls last, quotes.article_id, quotes.number
) <= 100
order by page_id, quotes.confidence >= 0.6 desc, quotes.published_on desc nulls last, quotes.article_id, quotes.number;
