-- rule_id: quote_speaker_is_slice
-- table: main.quotes
-- why: If the speaker's words are not their slice of the article, their offsets mark the wrong words.
-- owner: extract
-- severity: critical
-- grain: one row per failing quote

select quote_id
from quotes
join articles using (article_id)
where
    (speaker_text is null) <> (speaker_start is null)
    or (speaker_text is null) <> (speaker_end is null)
    or speaker_text <> substr(articles.text, speaker_start + 1, speaker_end - speaker_start)
