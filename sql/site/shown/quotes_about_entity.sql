-- One row per quote of somebody else that mentions an entity, 100 of them: those of a confidence below 0.6 last, the newest first; no copies.
select published_on, source, speaker, text, kind, confidence, title, quote_id, article_id
from mart.printed_quotes
where quote_id in (select quote_id from main.quote_mentions where entity_id = $id)
    and speaker_entity_id is distinct from $id
    and not is_copy
order by confidence >= 0.6 desc, published_on desc nulls last, article_id, start_char, quote_id
limit 100;
