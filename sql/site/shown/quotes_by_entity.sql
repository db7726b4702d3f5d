-- One row per quote that an entity says, 100 of them: those of a confidence below 0.6 last, the newest first; no copies.
select published_on, source, text, kind, cue, speaker_role, confidence, title, quote_id, article_id
from mart.printed_quotes
where speaker_entity_id = $id and cue_class is distinct from 'attitude' and not is_copy
order by confidence >= 0.6 desc, published_on desc nulls last, article_id, start_char, quote_id
limit 100;
