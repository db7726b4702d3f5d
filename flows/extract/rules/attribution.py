"""An attribution: a cue and the quotation spans that are its content, before their words are measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from flows.enums import RuleId
from flows.extract.cues import CueWord
from flows.extract.text.layout import QuotationSpan

MAX_DISTANCE = 40
"""Maximum tokens between a quotation and its cue. Beyond this the quotation usually belongs to another cue."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with its quotation spans, in order, and the rule that linked the first of them to it."""

    cue: CueWord
    quotations: tuple[QuotationSpan, ...]
    rule: RuleId
    leads: Mapping[int, int] = field(default_factory=dict)
    """First token of a quotation -> first of the words before it that belong to it ("This is a “raw time”")."""
    is_noun: bool = False
    """The cue is a noun ("her reply"), whose source is its owner."""

    def extended(self, quotation: QuotationSpan, start: int) -> Attribution:
        """Return the attribution with one more quotation, whose content starts at token `start`."""
        leads = self.leads if start == quotation.first else {**self.leads, quotation.first: start}
        return replace(self, quotations=(*self.quotations, quotation), leads=leads)
