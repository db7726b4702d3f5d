"""Dates as a reader means them: one component after the names that marks DATE entities.

What belongs here: the shapes of English dates. The months and weekdays are python-dateutil's, which also has to agree
that a full date exists ("31 February" is none); the phrases that count from the day of writing are
`seeds/date_phrases.csv`. What day a date is, is not worked out here. A name is never overwritten.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dateutil import parser as dateutil_parser
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

SEEDS = ("date_phrases",)
"""The seed files that the component reads."""

INFO = dateutil_parser.parserinfo()
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]|20)\d\d"
# "May" and "March" are words too, and a year is a number: alone, each needs one of these before it.
INTRODUCES = r"(?i:in|since|until|till|by|from|of|last|next|this|early|late|mid|through|during|every|each|between)"
ANY_YEAR = datetime(2000, 1, 1, tzinfo=UTC)  # a leap year, so that 29 February stands where the text gives no year


def _one_of(names: set[str], suffix: str = "") -> str:
    """An alternative of capitalised names, longest first, each followed by `suffix`."""
    ordered = sorted((name.capitalize() for name in names), key=lambda name: (-len(name), name))
    return "(?:" + "|".join(name + suffix for name in ordered) + ")"


def _month() -> str:
    """Months in full, or short with or without a full stop."""
    full = {group[-1] for group in INFO.MONTHS}
    short = {name for group in INFO.MONTHS for name in group} - full
    return f"(?:{_one_of(full)}|{_one_of(short)}\\b\\.?)"


@dataclass(frozen=True)
class Shape:
    """A shape of date; the pattern's group `date` is the date. A `full` one names a day and must exist."""

    pattern: re.Pattern[str]
    full: bool


def build_shapes(phrases: list[str]) -> list[Shape]:
    """Every shape, made of python-dateutil's names and the given phrases."""
    month, weekday = _month(), _one_of({group[-1] for group in INFO.WEEKDAYS})
    relative = "|".join(re.escape(phrase) for phrase in phrases)
    part = r"(?: (?:morning|afternoon|evening|night))?"
    full = [
        rf"(?:{weekday},? )?{month} {DAY}(?:,? {YEAR})?",  # Tuesday, May 3, 2024
        rf"(?:{weekday},? )?(?:the )?{DAY}(?: of)? {month}(?:,? {YEAR})?",  # Tuesday 3 May 2024
        rf"{YEAR}[-/]\d\d?[-/]\d\d?|\d\d?[/.]\d\d?[/.](?:{YEAR}|\d\d)",  # 2024-05-03, 3/5/24
    ]
    other = [
        rf"(?P<date>{month},? {YEAR})",  # May 2024
        rf"(?P<date>(?:(?:[Ll]ast|[Nn]ext|[Tt]his) )?{weekday}s?{part})",  # last Friday, Monday night
        r"(?P<date>(?:[Tt]he )?(?:early |mid-|late )?(?:1[5-9]|20)\d0s)",  # the late 1990s
        rf"\b{INTRODUCES} (?P<date>{month}|{YEAR})",  # in May, since 1998
        rf"(?P<date>(?i:{relative}){part})",
    ]
    return [Shape(_whole(f"(?P<date>{shape})"), True) for shape in full] + [Shape(_whole(s), False) for s in other]


def _whole(shape: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){shape}(?!\w)")


def exists(text: str) -> bool:
    """Whether the calendar has a day of that name."""
    try:
        dateutil_parser.parse(text, default=ANY_YEAR, fuzzy=True)
    except (ValueError, OverflowError):
        return False
    return True


def find_dates(doc: Doc, shapes: list[Shape]) -> Iterator[Span]:
    """Yield the dates of a document, overlaps included. A span is narrowed to the tokens that lie inside it."""
    text = doc.text  # put together anew at each look
    for shape in shapes:
        for match in shape.pattern.finditer(text):
            span = doc.char_span(*match.span("date"), label="DATE", alignment_mode="contract")
            if span is not None and (not shape.full or exists(match["date"])):
                yield span


@Language.factory("onrecord_dates", assigns=["doc.ents"], default_config={"seeds": "seeds"})
class DateMatcher:
    """The component. `seeds` is the folder with `date_phrases.csv`."""

    def __init__(self, nlp: Language, name: str, seeds: str) -> None:
        self.name = name
        with (Path(seeds) / "date_phrases.csv").open(encoding="utf-8", newline="") as file:
            self.shapes = build_shapes([row["phrase"] for row in csv.DictReader(file)])

    def __call__(self, doc: Doc) -> Doc:
        taken = {i for span in doc.ents for i in range(span.start, span.end)}
        dates = [s for s in find_dates(doc, self.shapes) if taken.isdisjoint(range(s.start, s.end))]
        doc.ents = (*doc.ents, *filter_spans(dates))
        return doc
