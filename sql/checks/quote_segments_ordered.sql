-- rule_id: quote_segments_ordered
-- table: main.quotes
-- why: Segments that are missing, empty, out of order or overlapping repeat or omit words of the speaker.
-- owner: extract
-- severity: critical
-- grain: one row per failing quote

with pieces as (
    select
        quote_id,
        len(segments) as count_pieces,
        segments[1].start_char = start_char and segments[-1].end_char = end_char as is_framed,
        list_transform(segments, lambda piece: piece.end_char - piece.start_char) as sizes,
        list_transform(
            segments[2:], lambda piece, position: piece.start_char - segments[position].end_char
        ) as gaps,
    from quotes
)

select quote_id
from pieces
where
    count_pieces = 0
    or is_framed is distinct from true
    or list_min(sizes) <= 0
    or coalesce(list_min(gaps), 0) < 0
