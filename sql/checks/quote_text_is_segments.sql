-- rule_id: quote_text_is_segments
-- table: main.quotes
-- why: A quote whose text is not its pieces of the article, joined by one space, puts words into a mouth that nobody printed.
-- owner: extract
-- severity: critical
-- grain: one row per failing quote

select quote_id
from main.quotes
join main.articles using (article_id)
where quotes.text is distinct from array_to_string(
    list_transform(
        segments, lambda piece: substr(articles.text, piece.start_char + 1, piece.end_char - piece.start_char)
    ),
    ' '
)
