"""Which candidates stand: those that no other holds, without the words that belong to a quotation's attribution."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from flows.enums import RuleId
from flows.extract.quotes import Candidate, Segment
from flows.extract.rules.reading import Reading
from flows.extract.rules.registry import PRECEDENCE
from flows.extract.text.layout import Layout
from flows.extract.text.tags import NAME_PHRASE_WORDS

NUMBERS = frozenset({"NUM", "SYM", "PUNCT"})
"""Word classes of a number with its marks: "£1.2", "12-3"."""
REPORTS = frozenset({RuleId.PHRASE, RuleId.ASIDE})
"""Rules of attributions beside a sentence that may have an attribution of its own."""


def cut_before_attributions(reading: Reading, candidates: Sequence[Candidate]) -> list[Candidate]:
    """All candidates; those that ran into the attribution that leads up to a quotation are cut short.

    A candidate did so where it holds the attribution but not the quotation ("attacked her, the crowd chanted,
    “Out!”"), and where nobody is its source ("Asked if it was late, Ann Roe said: “No.”", "Ann Roe said when asked
    about it: “No.”"). One with nothing left is left out.
    """
    quotations = [candidate for candidate in candidates if candidate.is_quotation]
    introduced = [candidate for candidate in quotations if candidate.rule == RuleId.BEFORE]
    by_cue, by_words = _Places(introduced, _place_of_cue), _Places(introduced, _place_of_words)
    kept = list(quotations)
    for candidate in candidates:
        if candidate.is_quotation:
            continue
        stop = _find_stop(reading, candidate, by_cue, by_words)
        segments = candidate.segments if stop is None else _cut(reading, candidate, stop)
        if segments:
            kept.append(candidate if stop is None else replace(candidate, segments=segments))
    return kept


def _find_stop(reading: Reading, candidate: Candidate, by_cue: _Places, by_words: _Places) -> int | None:
    """The token before which a candidate must end; None where it ran into no quotation."""
    quotation = next((one for one in by_cue.within(candidate.segments) if _runs_into(candidate, one)), None)
    if quotation is not None:
        return _start_of_attribution(reading, quotation)
    spoken = next((one for one in by_words.within(candidate.segments) if _is_anothers(candidate, one)), None)
    return None if spoken is None else reading.layout.token_at(_place_of_words(spoken))


def _place_of_cue(candidate: Candidate) -> int:
    return candidate.cue.head.idx


def _place_of_words(candidate: Candidate) -> int:
    return candidate.segments[0][0]


class _Places:
    """Candidates by a place in the text."""

    def __init__(self, candidates: Iterable[Candidate], place: Callable[[Candidate], int]) -> None:
        self.candidates = sorted(candidates, key=place)
        self.places = [place(candidate) for candidate in self.candidates]

    def within(self, segments: Iterable[Segment]) -> Iterator[Candidate]:
        """Those whose place is in one of the segments."""
        for start, end in segments:
            yield from self.candidates[bisect_left(self.places, start) : bisect_left(self.places, end)]


def _runs_into(candidate: Candidate, quotation: Candidate) -> bool:
    """Whether a candidate that holds the cue of a quotation has none of the words of the quotation, or no source."""
    if _is_anothers(candidate, quotation):
        return True
    return not any(a < y and x < b for a, b in candidate.segments for x, y in quotation.segments)


def _is_anothers(candidate: Candidate, quotation: Candidate) -> bool:
    """Whether somebody says a quotation, and nobody the candidate."""
    return candidate.source is None and quotation.source is not None


def _start_of_attribution(reading: Reading, quotation: Candidate) -> int:
    """The token with which the attribution of a quotation starts: its source, or its cue."""
    source, stop = quotation.source, quotation.cue.start
    if source is not None and source.i < stop:
        stop = source.left_edge.i
    while stop and reading.tokens[stop - 1].pos_ in NAME_PHRASE_WORDS:
        stop -= 1
    return stop


def _cut(reading: Reading, candidate: Candidate, stop: int) -> tuple[Segment, ...]:
    """The words of a candidate before token `stop`."""
    layout = reading.layout
    before = (
        layout.span(layout.token_at(start), min(stop, layout.token_at(end - 1) + 1))
        for start, end in candidate.segments
    )
    return tuple(span for span in before if span is not None)


def select_outermost(reading: Reading, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates whose cue stands in no other's content: what X says that Y said is X's.

    A quotation with its attribution behind it stands as well where that sentence is reported ("“No,” Roe wrote,
    according to the Courier"), because a reader gives the words in marks to Roe. The longest come first. Of two with
    the same words, the one whose rule comes first in `RULES` stands.
    """
    layout = reading.layout
    covered, reported = bytearray(len(reading.tokens)), bytearray(len(reading.tokens))
    seen: set[tuple[Segment, ...]] = set()
    outermost: list[Candidate] = []
    for candidate in sorted(candidates, key=_rank):
        marked = reported if candidate.rule in REPORTS else covered
        is_held = covered[candidate.cue.head.i] or (reported[candidate.cue.head.i] and candidate.rule != RuleId.AFTER)
        if candidate.segments in seen or is_held or _is_bare_number(layout, candidate):
            continue
        seen.add(candidate.segments)
        outermost.append(candidate)
        for start, end in candidate.segments:
            first, last = layout.token_at(start), layout.token_at(end - 1)
            marked[first : last + 1] = b"\x01" * (last + 1 - first)
    return outermost


def _is_bare_number(layout: Layout, candidate: Candidate) -> bool:
    """Whether a content is nothing but a number outside quotation marks: "confirmed 12,000" tells no words."""
    if len(candidate.segments) > 1:
        return False
    start, end = candidate.segments[0]
    first, last = layout.token_at(start), layout.token_at(end - 1)
    return layout.is_outside(first) and all(token.pos_ in NUMBERS for token in layout.tokens[first : last + 1])


def _rank(candidate: Candidate) -> tuple[int, tuple[Segment, ...], int]:
    length = sum(end - start for start, end in candidate.segments)
    return -length, candidate.segments, PRECEDENCE[candidate.rule]
