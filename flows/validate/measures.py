"""What a rule needs to see that is no column of the frame: lengths, shares, and columns that must agree.

A rule in `expectations/` names a measure as if it were a column. Nothing is judged here: the limit stands in the rule.
A measure whose column has vanished is left out, so that its rule raises, which the gate takes as critical.
"""

from __future__ import annotations

import polars as pl
from polars.exceptions import PolarsError

SEGMENT_STARTS = pl.col("segments").list.eval(pl.element().struct.field("start_char"))
SEGMENT_ENDS = pl.col("segments").list.eval(pl.element().struct.field("end_char"))


def complete(*columns: str) -> pl.Expr:
    """True where every column has a value."""
    return pl.all_horizontal(pl.col(column).is_not_null() for column in columns)


def together(*columns: str) -> pl.Expr:
    """True where the columns have a value together or are NULL together."""
    first, *rest = (pl.col(column).is_null() for column in columns)
    return pl.all_horizontal(first == other for other in rest)


def span() -> pl.Expr:
    """True where `[start_char, end_char)` holds at least one character, at or after the text's first."""
    return ((pl.col("start_char") >= 0) & (pl.col("end_char") > pl.col("start_char"))).fill_null(False)


def placed(text: str, start: str, end: str) -> pl.Expr:
    """True where a text and its span are all absent, or the span is as long as the text."""
    fits = pl.col(text).str.len_chars() == pl.col(end) - pl.col(start)
    return together(text, start, end) & fits.fill_null(True)


def segmented() -> pl.Expr:
    """True where the segments are in order, apart and not empty, from `start_char` to `end_char`."""
    gaps = pl.col("segments").list.eval(
        pl.element().struct.field("start_char") - pl.element().struct.field("end_char").shift(1)
    )
    sizes = pl.col("segments").list.eval(
        pl.element().struct.field("end_char") - pl.element().struct.field("start_char")
    )
    return (
        (SEGMENT_STARTS.list.first() == pl.col("start_char"))
        & (SEGMENT_ENDS.list.last() == pl.col("end_char"))
        & (sizes.list.min() > 0)
        & (gaps.list.min().fill_null(0) >= 0)
    ).fill_null(False)


def resolved() -> pl.Expr:
    """True where a speaker is named exactly when the resolution says that one was found."""
    nobody = pl.col("resolution").is_in(["unresolved", "nobody"])
    claimed = pl.col("resolution").is_in(["explicit", "coreference", "metonym", "role"])
    named = pl.col("speaker").is_not_null()
    linked = pl.col("speaker_entity_id").is_not_null()
    formless = (pl.col("speaker_form") == "none") == pl.col("speaker_text").is_null()
    return (~(nobody & named) & ~(claimed & ~named) & ~(linked & ~named)).fill_null(True) & formless.fill_null(True)


MEASURES: dict[str, dict[str, pl.Expr]] = {
    "articles": {
        "is_complete": complete("article_id", "source", "authors", "text", "word_count", "text_hash", "record_hash"),
        "char_count": pl.col("text").str.len_chars(),
        "garbled_share": pl.col("text").str.count_matches("\ufffd", literal=True) / pl.col("text").str.len_chars(),
        "title_chars": pl.col("title").str.len_chars(),
        "author_count": pl.col("authors").list.len(),
        "is_day_of_time": together("published_at", "published_on")
        & (pl.col("published_at").dt.date() == pl.col("published_on")).fill_null(True),
        "published_year": pl.col("published_on").dt.year(),
    },
    "mentions": {
        "is_complete": complete("mention_id", "article_id", "kind", "label", "text", "start_char", "end_char"),
        "is_span": span(),
        "text_chars": pl.col("text").str.len_chars(),
        "span_chars": pl.col("end_char") - pl.col("start_char"),
        "is_entity_named": together("entity_id", "entity_name"),
        "is_linked": (pl.col("kind") != "name") | (pl.col("label") == "DATE") | pl.col("entity_id").is_not_null(),
    },
    "quotes": {
        "is_complete": complete(
            "quote_id", "article_id", "kind", "text", "start_char", "end_char", "segments",
            "speaker_form", "resolution", "confidence", "rule", "is_unclosed",
        ),
        "is_span": span(),
        "is_segmented": segmented(),
        "text_chars": pl.col("text").str.len_chars(),
        "segment_chars": SEGMENT_ENDS.list.sum() - SEGMENT_STARTS.list.sum() + pl.col("segments").list.len() - 1,
        "is_cue_placed": placed("cue", "cue_start", "cue_end"),
        "is_speaker_placed": placed("speaker_text", "speaker_start", "speaker_end"),
        "is_speaker_resolved": resolved(),
    },
}  # fmt: skip


def measured(table: str, frame: pl.DataFrame, columns: set[str]) -> pl.DataFrame:
    """Those of `columns` that the frame has or that can be measured on it, in the frame's row order."""
    found = [frame[column] for column in sorted(columns & set(frame.columns))]
    for name, expression in MEASURES.get(table, {}).items():
        if name in columns:
            try:
                found.append(frame.select(expression.alias(name)).to_series())
            except PolarsError:
                continue
    return pl.DataFrame(found)
