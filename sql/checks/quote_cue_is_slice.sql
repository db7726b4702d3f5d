-- rule_id: quote_cue_is_slice
-- table: main.quotes
-- why: A cue that is not its slice of the article shows the wrong word as the verb of saying.
-- owner: extract
-- severity: critical
-- grain: one row per failing quote

select quote_id
from main.quotes
join main.articles using (article_id)
where
    (cue is null) <> (cue_start is null)
    or (cue is null) <> (cue_end is null)
    or cue <> substr(articles.text, cue_start + 1, cue_end - cue_start)
