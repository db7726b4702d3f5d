"""Rule `colon`: a quotation after a colon, whatever the verb. X issued a statement: “...” · Her advice: “...”"""

from __future__ import annotations

from flows.enums import Label, RuleId
from flows.extract.quotes import Candidate
from flows.extract.rules.attribution import Attribution
from flows.extract.rules.linking import attribute_quotations
from flows.extract.rules.quoted_words import build_quotation, find_quotation_source, measure_quotations
from flows.extract.rules.reading import Reading
from flows.extract.rules.rule import Example, Rule
from flows.extract.text.tokens import Token


def find(reading: Reading) -> list[Candidate]:
    """The quotations after a colon whose sentence has no reporting verb."""
    attributions = reading.once(attribute_quotations)
    return [_build(reading, attribution) for attribution in attributions if attribution.rule == RuleId.COLON]


def _build(reading: Reading, attribution: Attribution) -> Candidate:
    source = _find_person_before(reading, attribution.quotations[0].first)
    if source is None:
        source = find_quotation_source(reading, attribution)
    return build_quotation(attribution, measure_quotations(reading, attribution), source)


def _find_person_before(reading: Reading, i: int) -> Token | None:
    """The person named right before the colon before token `i` ("... surprised Ann Roe: “...”")."""
    before = reading.tokens[max(0, i - 2)]
    return before if before.ent_type_ == Label.PERSON else None


RULE = Rule(
    RuleId.COLON,
    "X issued a statement: “...”: a quotation after a colon, whatever the verb",
    (
        Example(
            "The ministry issued a statement: “The bridge is safe.”",
            ("The bridge is safe.",),
            "ministry",
            "The sentence may have any verb.",
        ),
        Example("The minister surprised everybody: “The bridge is safe.”", ("The bridge is safe.",), "minister"),
        Example(
            "Her advice: “Wait.”",
            ("Wait.",),
            None,
            "Without a verb, the noun before the colon is the cue. Nobody is “her” in so short a text.",
        ),
    ),
    find,
)
