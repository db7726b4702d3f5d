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


RULE = Rule(
    RuleId.AFTER,
    "“...,” X said: a quotation with its cue after it",
    (
        Example(
            "“The bridge,” Ann Roe said, “is safe.” “Walk on.”",
            ("The bridge,", "is safe.", "Walk on."),
            "Ann Roe",
            "A quotation goes on after its attribution.",
        ),
        Example(
            "“We waited,” Ann Roe said. “Nobody came.”",
            ("We waited,", "Nobody came."),
            "Ann Roe",
            "It also goes on in the next sentence of the paragraph.",
        ),
        Example(
            "“We waited,” Ann Roe said. Instead, “we walked home.”",
            ("We waited,", "Instead, “we walked home.”"),
            "Ann Roe",
            "A few words that link the two belong to it.",
        ),
        Example(
            "“The bridge is safe,” Ann Roe said. “It has stood for years.\n\n“It will stand for many more.”",
            ("The bridge is safe,", "It has stood for years.", "It will stand for many more."),
            "Ann Roe",
            "A paragraph that is opened and not closed goes on in the next.",
        ),
        Example(
            "This is a “raw wind,” said the mayor.",
            ("This is a “raw wind,”",),
            "mayor",
            "The sentence starts outside the marks, so the quote is mixed.",
        ),
        Example(
            "“Rain,” Ann Roe said, falls in May.",
            ("Rain,", "falls in May"),
            "Ann Roe",
            "A finite verb after the attribution goes on without marks.",
        ),
        Example(
            "“We waited,” Ann Roe said. “It rained,” Ben Poe added.",
            ("It rained,",),
            "Ben Poe",
            "A quotation with an attribution of its own belongs to that one.",
        ),
        Example(
            "“It is safe,” Ann Roe, who built it, says.",
            ("It is safe,",),
            "Ann Roe",
            "The cue is sought past a relative clause.",
        ),
        Example(
            "“It is over,” Ann Roe concludes.",
            ("It is over,",),
            "Ann Roe",
            "A cue that the tagger took for a noun counts after a name.",
        ),
        Example(
            "“It has stood for years” Ann Roe says.",
            ("It has stood for years",),
            "Ann Roe",
            "A whole sentence in marks needs no comma before the cue.",
        ),
        Example(
            "“We waited,” Ann Roe said. “Nobody came.” The council announced the plan.",
            ("We waited,", "Nobody came."),
            "Ann Roe",
            "A sentence of the writer's, whose verb has a content of its own, claims no finished quotation.",
        ),
        Example(
            "“We won,” said Ben Poe. “Is it?” was Ann Roe's reply.",
            ("Is it?",),
            "Ann Roe",
            "A noun such as “reply” is the cue; the speech before it ends.",
        ),
    ),
    find,
)
