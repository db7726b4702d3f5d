"""Measures: columns computed for the rules, such as lengths, shares, and whether columns agree.

A rule in `expectations/` names a measure like a column. The measure judges nothing; the limit is in the rule. A measure
whose column is missing is left out, so that its rule raises, which the gate treats as critical.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import polars as pl
from polars.exceptions import PolarsError

from flows.enums import Label, MentionKind, Resolution, SpeakerForm

SEGMENT_STARTS = pl.col("segments").list.eval(pl.element().struct.field("start_char"))
SEGMENT_ENDS = pl.col("segments").list.eval(pl.element().struct.field("end_char"))

UNNAMED = (Resolution.UNRESOLVED, Resolution.NOBODY)
"""Resolutions of a quote without a speaker. Every other resolution names one."""


def is_complete(*columns: str) -> pl.Expr:
    """True where every column has a value."""
    return pl.all_horizontal(pl.col(column).is_not_null() for column in columns)


def is_null_together(*columns: str) -> pl.Expr:
    """True where the columns have a value together or are NULL together."""
    first, *rest = (pl.col(column).is_null() for column in columns)
    return pl.all_horizontal(first == other for other in rest)


def is_span() -> pl.Expr:
    """True where `[start_char, end_char)` holds at least one character and starts at 0 or later."""
    return ((pl.col("start_char") >= 0) & (pl.col("end_char") > pl.col("start_char"))).fill_null(False)


def is_placed(text: str, start: str, end: str) -> pl.Expr:
    """True where a text and its span are all NULL, or the span is as long as the text."""
    fits = pl.col(text).str.len_chars() == pl.col(end) - pl.col(start)
    return is_null_together(text, start, end) & fits.fill_null(True)


def is_segmented() -> pl.Expr:
    """True where the segments are in order, apart and not empty, and reach from `start_char` to `end_char`."""
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


def is_speaker_resolved() -> pl.Expr:
    """True where `speaker` is set exactly for the resolutions that name one, and the other speaker columns agree."""
    is_named = pl.col("speaker").is_not_null()
    is_linked = pl.col("speaker_entity_id").is_not_null()
    has_unnamed_resolution = _is_one_of("resolution", UNNAMED)
    has_named_resolution = _is_one_of("resolution", [one for one in Resolution if one not in UNNAMED])
    fits_resolution = ~(has_unnamed_resolution & is_named) & ~(has_named_resolution & ~is_named)
    fits_form = (pl.col("speaker_form") == SpeakerForm.NONE.value) == pl.col("speaker_text").is_null()
    return (fits_resolution & ~(is_linked & ~is_named)).fill_null(True) & fits_form.fill_null(True)


def _is_one_of(column: str, words: Iterable[StrEnum]) -> pl.Expr:
    return pl.col(column).is_in([word.value for word in words])


MEASURES: dict[str, dict[str, pl.Expr]] = {
    "articles": {
        "is_complete": is_complete("article_id", "source", "authors", "text", "word_count", "text_hash", "record_hash"),
        "char_count": pl.col("text").str.len_chars(),
        "garbled_share": pl.col("text").str.count_matches("\ufffd", literal=True) / pl.col("text").str.len_chars(),
        "title_chars": pl.col("title").str.len_chars(),
        "author_count": pl.col("authors").list.len(),
        "is_day_of_time": is_null_together("published_at", "published_on")
        & (pl.col("published_at").dt.date() == pl.col("published_on")).fill_null(True),
        "published_year": pl.col("published_on").dt.year(),
    },
    "mentions": {
        "is_complete": is_complete("mention_id", "article_id", "kind", "label", "text", "start_char", "end_char"),
        "is_span": is_span(),
        "text_chars": pl.col("text").str.len_chars(),
        "span_chars": pl.col("end_char") - pl.col("start_char"),
        "is_entity_named": is_null_together("entity_id", "entity_name"),
        "is_linked": (pl.col("kind") != MentionKind.NAME.value)
        | (pl.col("label") == Label.DATE.value)
        | pl.col("entity_id").is_not_null(),
    },
    "quotes": {
        "is_complete": is_complete(
            "quote_id", "article_id", "kind", "text", "start_char", "end_char", "segments",
            "speaker_form", "resolution", "confidence", "rule", "is_unclosed",
        ),
        "is_span": is_span(),
        "is_segmented": is_segmented(),
        "text_chars": pl.col("text").str.len_chars(),
        "segment_chars": SEGMENT_ENDS.list.sum() - SEGMENT_STARTS.list.sum() + pl.col("segments").list.len() - 1,
        "is_cue_placed": is_placed("cue", "cue_start", "cue_end"),
        "is_speaker_placed": is_placed("speaker_text", "speaker_start", "speaker_end"),
        "is_speaker_resolved": is_speaker_resolved(),
    },
}  # fmt: skip


def select_columns(table: str, frame: pl.DataFrame, columns: set[str]) -> pl.DataFrame:
    """Those of `columns` that the frame has or that can be computed from it, in the frame's row order."""
    found = [frame[column] for column in sorted(columns & set(frame.columns))]
    for name, expression in MEASURES.get(table, {}).items():
        if name in columns:
            try:
                found.append(frame.select(expression.alias(name)).to_series())
            except PolarsError:
                continue
    return pl.DataFrame(found)
