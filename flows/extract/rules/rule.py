"""What a rule is: an id, a sentence on what it finds, examples, and a function that finds candidates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flows.enums import RuleId
from flows.extract.quotes import Candidate
from flows.extract.rules.reading import Reading


@dataclass(frozen=True, slots=True)
class Example:
    """A text with a row that the rule gives for it. Examples are tests, and the table in the docs."""

    text: str
    """Paragraphs are separated by a blank line."""
    words: tuple[str, ...]
    """The pieces of the row, in order."""
    speaker: str | None
    """The resolved speaker; None where the text names nobody."""
    note: str = ""
    """What the example shows, for the docs."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to find quotes. `find` reads one article and changes nothing."""

    id: RuleId
    summary: str
    """What the rule finds, in a few words: for the docs and `seeds/quote_confidence.csv`."""
    examples: tuple[Example, ...]
    find: Callable[[Reading], list[Candidate]]
