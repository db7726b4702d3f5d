-- rule_id: quote_cue_is_slice
-- table: main.quotes
-- why: If a cue is not its slice of the article, its offsets mark the wrong words.
-- owner: extract
-- severity: critical
-- grain: one row per failing quote

select quote_id
from quotes
join articles using (article_id)
where
    (cue is null) <> (cue_start is null)
    or (cue is null) <> (cue_end is null)
    or cue <> substr(articles.text, cue_start + 1, cue_end - cue_start)
