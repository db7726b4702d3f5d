"""The words of an attribution's quotations, the words beside the marks that belong to them, and their source."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.quotes import Candidate, Segment
from flows.extract.rules.attribution import Attribution
from flows.extract.rules.noun_contents import find_noun_source
from flows.extract.rules.reading import Reading
from flows.extract.text.tokens import Token


def measure_quotations(reading: Reading, attribution: Attribution) -> list[Segment]:
    """The pieces of an attribution's content, in order: each quotation with the words that lead into it."""
    segments = [quotation.inner for quotation in attribution.quotations]
    for number, quotation in enumerate(attribution.quotations):
        if quotation.first in attribution.leads:
            whole = reading.layout.span(attribution.leads[quotation.first], quotation.last + 1)
            segments[number] = whole or segments[number]
    return segments


def find_quotation_source(reading: Reading, attribution: Attribution, after: int | None = None) -> Token | None:
    """The source of an attribution. `after`: the last token of the quotation that stands right before it."""
    if attribution.is_noun:
        return find_noun_source(reading, attribution.cue)
    return reading.speakers.head(attribution.cue, after)


def build_quotation(attribution: Attribution, segments: Sequence[Segment], source: Token | None) -> Candidate:
    """The candidate of an attribution whose words and source are known."""
    is_unclosed = any(quotation.quoted.is_unclosed for quotation in attribution.quotations)
    return Candidate(tuple(segments), attribution.cue, attribution.rule, source, is_unclosed, is_quotation=True)
