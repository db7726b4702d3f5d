-- One row per quote of somebody else that mentions an entity, the newest 100.
select published_on, source, speaker, text, kind, confidence, title, quote_id, article_id
from mart.printed_quotes
where quote_id in (select quote_id from main.quote_mentions where entity_id = $id)
    and speaker_entity_id is distinct from $id
order by published_on desc nulls last, article_id, start_char, quote_id
limit 100;
