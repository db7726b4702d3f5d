"""Rule `after`: a quotation with its attribution after it. “...,” X said · “...,” said X · “...?” asked X"""

from __future__ import annotations

from flows.enums import RuleId
from flows.extract.quotes import Candidate, Segment
from flows.extract.rules.attribution import Attribution
from flows.extract.rules.attribution_bounds import find_attribution_end
from flows.extract.rules.extent import find_end
from flows.extract.rules.linking import attribute_quotations
from flows.extract.rules.quoted_words import build_quotation, find_quotation_source, measure_quotations
from flows.extract.rules.reading import Reading
from flows.extract.rules.rule import Example, Rule
from flows.extract.text.tags import FINITE


def find(reading: Reading) -> list[Candidate]:
    """The quotations whose cue stands after them, or after the first of their pieces."""
    attributions = reading.once(attribute_quotations)
    return [_build(reading, attribution) for attribution in attributions if attribution.rule == RuleId.AFTER]


def _build(reading: Reading, attribution: Attribution) -> Candidate:
    segments = [*measure_quotations(reading, attribution), *_find_unquoted_rest(reading, attribution)]
    source = find_quotation_source(reading, attribution, attribution.quotations[0].last)
    return build_quotation(attribution, segments, source)


def _find_unquoted_rest(reading: Reading, attribution: Attribution) -> list[Segment]:
    """The words after the attribution that go on without marks: “Rain,” she said, falls in May."""
    cue = attribution.cue
    if attribution.quotations[-1].last > cue.head.i:
        return []
    _, sentence_end = reading.layout.sentence(cue.head.i)
    comma = find_attribution_end(reading, cue, sentence_end)
    if comma is None or comma + 2 >= sentence_end or not _goes_on(reading, attribution, comma + 1):
        return []
    span = reading.layout.span(comma + 1, find_end(reading, cue, comma + 1, RuleId.CLAUSE))
    return [span] if span else []


def _goes_on(reading: Reading, attribution: Attribution, at: int) -> bool:
    """Whether the clause at token `at` goes on with what was said, not with what the writer tells."""
    token, head = reading.tokens[at], attribution.cue.head
    if token.lower_ == "that":
        return True
    if token.lower_ in {"and", "but"}:
        return head.tag_ == "VBD" and reading.tokens[at + 1].tag_ in {"VBZ", "VBP"}
    return token.tag_ in FINITE and token.head.i != head.i


RULE = Rule(RuleId.AFTER, "", (), find)
