-- One row per quote of an article, in the order of the text.
select speaker, speaker_role, kind, text, cue, resolution, confidence, rule
from main.quotes
where article_id = $id
order by start_char, end_char, quote_id;
