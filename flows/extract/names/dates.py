"""Finds dates: one component after the names that marks DATE entities.

This module has the shapes of English dates. python-dateutil gives the months and weekdays, and must agree that a full
date exists ("31 February" does not). `seeds/date_phrases.csv` has the phrases that count from the day of writing. The
component does not compute the day, and never overwrites a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

from dateutil import parser as dateutil_parser
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from flows.enums import Label
from flows.extract import seed_files

INFO = dateutil_parser.parserinfo()
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]|20)\d\d"
TO = r"(?: ?[-–—] ?| (?:to|through|and|or) )"  # joins the ends of a range
DAYS = rf"{DAY}(?:, ?{DAY})*,?{TO}{DAY}"  # 3–5; 3, 4 and 5
EARLIER_DAYS = re.compile(rf"(?<![\d/.-]){DAYS.removesuffix(DAY)}(?={DAY})".replace(" ", r"\s*"))
GAP = r"(?:[^\S\n]{1,3})"  # what a space in a shape stands for
# "May" and "March" are words too, and a year is a number: alone, each needs one of these before it.
INTRODUCING = (
    *("in", "since", "until", "till", "by", "from", "of", "through", "during", "between"),
    *("last", "next", "this", "early", "late", "mid", "every", "each"),
)
NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("a", "an", "several", "some"),
)
INTRODUCES = f"(?i:{'|'.join(INTRODUCING)})"
COUNT = rf"(?i:\d{{1,3}}|a few|a couple of|{'|'.join(NUMBERS)})"
PERIOD = r"(?i:minute|hour|day|week|fortnight|month|year|decade)s?"
STREET = r"(?! (?:Street|St|Road|Avenue|Lane|Court|Drive|Place|Square)\b)"  # "1 May Street" is an address
NO_DATE = re.compile(r"\b(?:ratio|odds|score|split|version)s?(?: of)?\s*$", re.IGNORECASE)
PEOPLE = frozenset({"people", "persons", "men", "women", "children", "others"})
DATING = frozenset({"in", "on", "since", "until", "till", "before", "after", "during"})
MORE_WEEKDAYS = frozenset({"tues", "weds", "thur", "thurs"})
ANY_YEAR = datetime(2000, 1, 1, tzinfo=UTC)  # a leap year, so that 29 February stands where the text gives no year


def _one_of(names: set[str], suffix: str = "") -> str:
    """An alternative of names, capitalised or in capitals, longest first, each followed by `suffix`."""
    spelt = {spelling for name in names for spelling in (name.capitalize(), name.upper())}
    ordered = sorted(spelt, key=lambda name: (-len(name), name))
    return "(?:" + "|".join(name + suffix for name in ordered) + ")"


def _month() -> str:
    """Months in full, or short with or without a full stop."""
    full = {group[-1] for group in INFO.MONTHS}
    short = {name for group in INFO.MONTHS for name in group} - full
    return rf"(?:{_one_of(full)}|{_one_of(short)}\b\.?)"


def _weekdays() -> tuple[str, str]:
    """Weekdays in full, and in full or short: "Sun" and "Sat" are words, unless a date follows."""
    full = {group[-1] for group in INFO.WEEKDAYS}
    short = {name for group in INFO.WEEKDAYS for name in group} - full | MORE_WEEKDAYS
    return _one_of(full), rf"(?:{_one_of(full)}|{_one_of(short)}\b\.?)"


@dataclass(frozen=True)
class Shape:
    """A shape of date; the pattern's group `date` is the date. A `full` one names a day and must exist."""

    pattern: re.Pattern[str]
    full: bool


def build_shapes(phrases: list[str]) -> list[Shape]:
    """Return every shape, built from python-dateutil's names and the given phrases."""
    month, (weekday, any_weekday) = _month(), _weekdays()
    relative = "|".join(re.escape(phrase).replace("\\ ", " ").replace("'", "['’]") for phrase in phrases)
    part = r"(?: (?:morning|afternoon|evening|night))?"
    full = [
        rf"(?:{any_weekday},? )?{month} (?:{DAYS}|{DAY}),? {YEAR}",  # Tuesday, May 3, 2024
        rf"(?:{any_weekday},? )?(?<![Ii]n\s){month} (?:{DAYS}|{DAY})",  # "In March 20 people died" is no day
        rf"(?:{any_weekday},? )?(?:the )?(?:{DAYS}|{DAY})(?: of)? {month}(?:,? {YEAR}|{STREET})",  # Tuesday 3 May 2024
        rf"{YEAR}-\d\d?-\d\d?(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?",  # 2024-05-03T10:00Z
        rf"{YEAR}/\d\d?/\d\d?|\d\d?/\d\d?/(?:{YEAR}|\d\d)|\d\d?\.\d\d?\.{YEAR}",  # 3/5/24, 3.5.2024
    ]
    other = [
        rf"(?P<date>{month},? {YEAR})",  # May 2024
        rf"(?P<date>(?:(?:[Ll]ast|[Nn]ext|[Tt]his) )?{weekday}s?{part})",  # last Friday, Monday night
        r"(?P<date>(?:[Tt]he )?(?:early |mid-|late )?(?:1[5-9]|20)\d0s)",  # the late 1990s
        rf"\b{INTRODUCES} (?P<date>{month}(?:{TO}{month}(?:,? {YEAR})?)?|{YEAR}(?:{TO}{YEAR})?)",  # from May to July
        r"(?P<date>(?:1[89]|20)\d\d ?[-–] ?(?:(?:1[89]|20)\d\d|\d\d))",  # 1998–2004, 2023-24
        rf"(?P<date>{COUNT} {PERIOD} (?i:ago))",  # two weeks ago
        rf"(?P<date>(?i:{relative}){part})",
    ]
    return [Shape(_whole(f"(?P<date>{shape})"), True) for shape in full] + [Shape(_whole(s), False) for s in other]


def find_opening_words(phrases: list[str]) -> frozenset[str]:
    """Return the words, in lower case, that a shape may begin with. The search starts there and at digits only."""
    names = {name.lower() for group in (*INFO.MONTHS, *INFO.WEEKDAYS) for name in group} | MORE_WEEKDAYS
    spelt = {spelling for name in names for spelling in (name, f"{name}.", f"{name}s")}
    return frozenset({"the", *spelt, *INTRODUCING, *NUMBERS, *(phrase.split()[0].lower() for phrase in phrases)})


def join_shapes(shapes: list[Shape]) -> re.Pattern[str]:
    """Return a pattern that matches where any shape does, because few starts are those of dates."""
    return re.compile("|".join(shape.pattern.pattern.replace("?P<date>", "?:") for shape in shapes))


def _whole(shape: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){shape}(?!\w|-\d)".replace(" ", GAP))


def is_real_day(text: str) -> bool:
    """Whether the calendar has this day, or the last of several days."""
    try:
        dateutil_parser.parse(EARLIER_DAYS.sub("", text), default=ANY_YEAR, fuzzy=True)
    except (ValueError, OverflowError):
        return False
    return True


def _is_number(doc: Doc, text: str, span: Span) -> bool:
    """Whether the number that ends a date counts what follows: "of 2000 homes", "March 20 people", "a ratio 3/4/20"."""
    if NO_DATE.search(text[max(0, span.start_char - 20) : span.start_char]):
        return True
    if span.end == len(doc) or (span.start and doc[span.start - 1].lower_ in DATING):
        return False
    following = doc[span.end]
    return following.lower_ in PEOPLE or (len(span) == 1 and span.text.endswith("00") and following.tag_ == "NNS")


def find_dates(doc: Doc, shapes: list[Shape], any_shape: re.Pattern[str], openings: frozenset[int]) -> list[Span]:
    """Return the dates of a document, the longest where they overlap. A span is narrowed to the tokens inside it.

    `any_shape` is `join_shapes(shapes)`; `openings` are the words with which dates begin, as the numbers that the
    vocabulary has for them.
    """
    text = doc.text  # built anew at each access
    found: list[Span] = []
    no_days: set[tuple[int, int]] = set()
    places, words = doc.to_array("IDX").tolist(), doc.to_array("LOWER").tolist()
    starts = [i for i, word in zip(places, words, strict=True) if word in openings or text[i].isdigit()]
    dated = [start for start in starts if any_shape.match(text, start)]
    for shape, start in product(shapes, dated):
        match = shape.pattern.match(text, start)
        span = match and doc.char_span(*match.span("date"), label=Label.DATE, alignment_mode="contract")
        if match and span and not _is_number(doc, text, span):
            found.append(span)
            if shape.full and not is_real_day(match["date"]):
                no_days.add((span.start, span.end))
    # Dropped last: "February 2024" is no date inside "31 February 2024".
    return [span for span in filter_spans(found) if (span.start, span.end) not in no_days]


@Language.factory("onrecord_dates", assigns=["doc.ents"], default_config={"seeds": "seeds"})
class DateMatcher:
    """The component. `seeds` is the folder with `date_phrases.csv`."""

    def __init__(self, nlp: Language, name: str, seeds: str) -> None:
        self.name = name
        phrases = [row["phrase"] for row in seed_files.read(Path(seeds), "date_phrases")]
        self.shapes = build_shapes(phrases)
        self.any_shape = join_shapes(self.shapes)
        self.openings = frozenset(nlp.vocab.strings.add(word) for word in find_opening_words(phrases))

    def __call__(self, doc: Doc) -> Doc:
        taken = {i for span in doc.ents for i in range(span.start, span.end)}
        found = find_dates(doc, self.shapes, self.any_shape, self.openings)
        dates = [span for span in found if taken.isdisjoint(range(span.start, span.end))]
        doc.ents = (*doc.ents, *dates)
        return doc
