"""What stands around a name in its article: marks that it is no name of its own, and words that tell its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from enum import StrEnum

from flows.identity.fold import fold_body, fold_name
from flows.identity.forms import is_acronym
from flows.identity.vocabulary import Names

WIDTH = 90
"""Code points before and behind a name that are read."""
NEAR = 30
"""Code points before a name in which the few words that touch it stand: a pattern of those is not tried further off."""
_SMALL = "a|an|and|as|at|by|for|from|in|is|of|on|or|the|to|with"
_MARK = re.compile(r"[\"“„«‘']")
_OPENING = r"(?:[\"“„«‘]|''|(?<![\w'])')"
"""The small words of a title in capitals, and the marks that open a quotation."""
KIN = "brother|sister|son|daughter|wife|husband|child|children|mother|father|cousin|nephew|niece|uncle|aunt"
"""What persons are to each other, as alternatives of a pattern."""
_MARKS_BEFORE = re.compile(rf"{_OPENING}$")
_OPENS = re.compile(rf"{_OPENING}(?:[A-Z][\w’'-]*[,:]? |(?:{_SMALL}) ){{0,5}}$")
_CLOSES = re.compile(rf"(?: (?:{_SMALL}|[A-Z][\w’'-]*)){{0,8}}[,.!?]?(?:[\"”»]|[’'](?!\w))")
"""The words of a title before and behind a name, which have capitals or are small, and its marks."""
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_CUT_OFF = re.compile(rf" (?!(?:{_DAYS}|{_MONTHS}|CEO)\b)([A-Z][\w’'-]+)")
_STARTS = re.compile(r"(?:^|(?<![A-Z])(?<!\bv)(?<!\bvs)[.!?…]|\n|[•–—])[\"“”'‘’)\]]*\s*[\"“‘]*$")
_CASE = re.compile(r"\bvs?\. $"), re.compile(r" vs?\. [A-Z]")
"""The parties of a case in court: "Roe v. Wade"."""
_BEHIND = (
    "that|which|of|in|for|based|founded|behind|owned|where|whose|run|led|near|on|at|from|headed|known|called|operating"
)
_APPOSITION = re.compile(
    r"(?: \([^)]{1,12}\))?, (?:the|a|an|its|one of)(?: [\w’'.-]+){0,4}? ([a-z-]+?)s?"
    rf"(?=[,.;)—]| (?:{_BEHIND})\b)"
)
"""What a name is called behind it. The words behind the noun show that it is the last: no "bank's chairman"."""
_AGE = re.compile(r", \d{2}[,.;]")
_BEFORE_PERSON = re.compile(rf"(?:\b(?:{KIN})s?,?|\b\d{{1,2}}-year-old) $")
"""What stands around persons: "her daughter, Velmont", "26-year-old Velmont", "Velmont, 26,"."""
_IN_PLACE = re.compile(r", ([A-Z][\w. ]{1,20}?)[,;)]| ?, ([A-Z][\w ]{1,20})\.\s")
"""What stands behind towns: "Velmont, Ohio,"."""
MOST_WORDS = 2
"""Words of a name that may be a person's because of that; a 44-year-old country club has more."""
_DESCRIBED = re.compile(r" (hotel|casino|resort|pipeline|dam|newspapers?|magazine|administration)\b")
_BASED = re.compile(r"-based (?:[a-z]+ ){0,2}([a-z-]+) $")
"""What a name is called before it: "Velmont-based pump maker Okoro"."""
_CALLED = re.compile(r"\b([a-z-]+) (?:called|named|known as) $")
_SO_CALLED = re.compile(r"\b(?:[Tt]he|an?)(?: [\w’'-]+){0,3} ([a-z-]+) $")
"""What a name is called before it: "a fund called Velmont", "the public relations firm Velmont,"."""
_OWN = re.compile(r"(?:\b(?:his|her|its|their|our|whose)|['’]s)(?: [\w’'-]+){0,3} ([a-z-]+), $")
"""What belongs to somebody, with its name behind: "whose latest start-up, Velmont, makes pumps"."""
_ENDS = re.compile(r"[,.;)]")
_OWNED = re.compile(r"(?:\b(?:[Tt]he|his|her|its|their)|['’]s)(?: [a-z]+){0,2} $")


class Mark(StrEnum):
    """A mark that a mention is no name of its own, if all mentions of its chain have it."""

    QUOTED = "quoted"
    TAGGED = "tagged"
    CASE = "case"
    CUT_OFF = "cut off"
    OPENING = "opening"


def find_marks(text: str, start: int, end: int, starts: Set[int], names: Names, *, is_person: bool) -> Iterator[Mark]:
    """The marks of the name `text[start:end]`. `starts`: where the article's mentions start.

    `is_person`: whether it is a person's beyond doubt, so that it is no title because a title has it.
    """
    before, after = text[max(0, start - WIDTH) : start], text[end : end + WIDTH]
    opens = _MARKS_BEFORE if is_person else _OPENS
    if _MARK.search(before) and opens.search(before) and _CLOSES.match(after):
        yield Mark.QUOTED
    if before.endswith(("#", "@")):
        yield Mark.TAGGED
    near = len(before) - NEAR
    if _CASE[0].search(before, near) or _CASE[1].match(after):
        yield Mark.CASE
    if _is_cut_off(after, end + 1 in starts, names):
        yield Mark.CUT_OFF
    if _STARTS.search(before, near):
        yield Mark.OPENING


def _is_cut_off(after: str, is_before_name: bool, names: Names) -> bool:
    """Whether a word with a capital stands behind a name: no day, no role ("Vel Corp Chairman"), no other name."""
    found = _CUT_OFF.match(after)
    if not found or is_before_name:
        return False
    return found[1].lower() not in names.roles and fold_name(found[1]) not in names.titles


def find_told_label(text: str, start: int, end: int, names: Names) -> str:
    """The label that the words behind a name tell ("Velmont, the maker of pumps"); '' if they tell none."""
    after = text[end : end + WIDTH].replace("\n", " ")
    if found := _APPOSITION.match(after):
        return names.nouns.get(found[1], "")
    before = text[max(0, start - WIDTH) : start]
    near = len(before) - NEAR
    if text[start:end].count(" ") < MOST_WORDS and (_AGE.match(after) or _BEFORE_PERSON.search(before, near)):
        return "PERSON"
    if " " not in text[start:end] and (found := _IN_PLACE.match(after)):
        return "GPE" if fold_body(found[1] or found[2]) in names.places else ""
    is_closed = _ENDS.match(after)
    called = _BASED.search(before) or _CALLED.search(before, near)
    if found := called or (is_closed and (_SO_CALLED.search(before) or _OWN.search(before))):
        return names.nouns.get(found[1], "")
    if not (found := _DESCRIBED.match(after)):
        return ""
    if found[1] == "administration":
        return "PERSON" if _may_govern(text[start:end], names) else ""
    if found[1] in ("magazine", "newspaper", "newspapers"):
        return "ORG"
    return "LOC" if _OWNED.search(before) else ""


def _may_govern(name: str, names: Names) -> bool:
    """Whether an administration that a word names is a person's: "the Ford administration", but not the U.S. one."""
    words = fold_body(name)
    is_other = words in names.places or words in names.peoples or words in names.aliases or words in names.parties
    return len(words) == 1 and not is_acronym(name) and not is_other
