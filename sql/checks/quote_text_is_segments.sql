-- rule_id: quote_text_is_segments
-- table: main.quotes
-- why: If a quote's text is not its segments joined by one space, it contains words that nobody printed.
-- owner: extract
-- severity: critical
-- grain: one row per failing quote

select quote_id
from quotes
join articles using (article_id)
where quotes.text is distinct from array_to_string(
    list_transform(
        segments, lambda piece: substr(articles.text, piece.start_char + 1, piece.end_char - piece.start_char)
    ),
    ' '
)
