"""Rule `before`: a quotation with its attribution before it. X said, “...” · X told us: “...” · X spoke. “...”"""

from __future__ import annotations

from flows.enums import RuleId
from flows.extract.quotes import Candidate, Segment
from flows.extract.rules.aside import find_beside, weave
from flows.extract.rules.attribution import Attribution
from flows.extract.rules.attribution_bounds import has_main_clause
from flows.extract.rules.extent import find_end
from flows.extract.rules.linking import attribute_quotations
from flows.extract.rules.openings import find_content
from flows.extract.rules.quoted_words import build_quotation, find_quotation_source, measure_quotations
from flows.extract.rules.reading import Reading
from flows.extract.rules.rule import Example, Rule
from flows.extract.text.layout import QuotationSpan
from flows.extract.text.tags import DATES, FINITE

CONTENT_END_MARKS = frozenset(".,!?;:—-…")
"""Last characters of a quotation after which the sentence does not go on as part of the content."""
SCENE_OPENERS = frozenset({"after", "as", "before", "during", "toward", "towards", "when", "while"})
"""Words after a closing mark that tell when it was said: said “never” after the vote."""
PLACE_OPENERS = frozenset({"at", "in", "inside", "on", "outside"})
"""Words after a whole clause in marks that tell where or on which day it was said."""


def find(reading: Reading) -> list[Candidate]:
    """The quotations whose cue stands before them; those woven into a sentence belong to the rule `aside`."""
    attributions = [one for one in reading.once(attribute_quotations) if one.rule == RuleId.BEFORE]
    return [_build(reading, one) for one in attributions if weave(reading, one) is None]


def _build(reading: Reading, attribution: Attribution) -> Candidate:
    segments = measure_quotations(reading, attribution)
    segments[-1] = _lengthen_last(reading, attribution, segments[-1])
    segments = _add_words_before_colon(reading, attribution, segments)
    return build_quotation(attribution, segments, find_quotation_source(reading, attribution))


def _lengthen_last(reading: Reading, attribution: Attribution, segment: Segment) -> Segment:
    """The last segment with the words that go on after its closing mark: “on her worst day” she would win."""
    quotation, tokens = attribution.quotations[-1], reading.tokens
    at = quotation.last + 1
    if reading.text[segment[1] - 1] in CONTENT_END_MARKS or at >= len(tokens):
        return segment
    token = tokens[at]
    if token.is_punct or token.is_space or token.is_sent_start or token.lower_ in SCENE_OPENERS:
        return segment
    if _has_only_place_after(reading, quotation):
        return segment
    start = attribution.leads.get(quotation.first, quotation.first)
    end = find_end(reading, attribution.cue, quotation.first, RuleId.CLAUSE)
    return reading.layout.span(start, end) or segment


def _has_only_place_after(reading: Reading, quotation: QuotationSpan) -> bool:
    """Whether a whole clause in marks has only its day or place after it: said “it is fine” on Monday."""
    at, tokens = quotation.last + 1, reading.tokens
    is_clause = any(token.tag_ in FINITE for token in tokens[quotation.first : quotation.last])
    _, end = reading.layout.sentence(at)
    is_place = tokens[at].lower_ in PLACE_OPENERS or tokens[at].ent_type_ in DATES
    return is_clause and is_place and not any(token.tag_ in FINITE for token in tokens[at:end])


def _add_words_before_colon(reading: Reading, attribution: Attribution, segments: list[Segment]) -> list[Segment]:
    """The segments with the clause before the colon that introduces the first of them.

    She said it was late: “Go.” · It is late, she said: “Go.”
    """
    cue, quotation = attribution.cue, attribution.quotations[0]
    colon = quotation.first - 1
    while colon > cue.end and reading.tokens[colon].is_space:
        colon -= 1
    if reading.tokens[colon].text != ":":
        return segments
    content = find_content(reading, cue)
    has_verb = content is not None and any(token.tag_ in FINITE for token in reading.tokens[content.start : colon])
    if content is not None and has_verb and content.form == RuleId.CLAUSE:  # not "said a moment ago: “...”"
        whole = reading.layout.span(content.start, quotation.last + 1)
        return [whole or segments[0], *segments[1:]]
    return _add_words_beside(reading, attribution, colon, segments)


def _add_words_beside(reading: Reading, attribution: Attribution, colon: int, segments: list[Segment]) -> list[Segment]:
    """The segments with the words beside an attribution before the colon at token `colon`."""
    cue, quotation, tokens = attribution.cue, attribution.quotations[0], reading.tokens
    beside = find_beside(reading, cue)
    if beside is None:
        return segments
    goes_on = tokens[cue.end].text == "," and any(token.tag_ in FINITE for token in tokens[cue.end : colon])
    before = [segment for segment in beside.segments if segment[1] <= tokens[cue.start].idx]
    after = reading.layout.span(cue.end + 1, quotation.last + 1) if goes_on else None
    said = [segment for segment in before if goes_on or _is_sentence(reading, segment)]
    return [*said, after or segments[0], *segments[1:]]


def _is_sentence(reading: Reading, segment: Segment) -> bool:
    """Whether words before an attribution are a sentence, not its scene ("In Rome, she said: “...”")."""
    first, last = reading.layout.token_at(segment[0]), reading.layout.token_at(segment[1] - 1)
    return has_main_clause(reading, first, last + 1)


RULE = Rule(
    RuleId.BEFORE,
    "X said, “...”: a quotation with its cue before it",
    (
        Example(
            "Ann Roe told us in Rome: “The bridge is safe.”",
            ("The bridge is safe.",),
            "Ann Roe",
            "The addressee and the place are no content of the cue.",
        ),
        Example(
            "Ann Roe said in a statement. “There is no bridge.”",
            ("There is no bridge.",),
            "Ann Roe",
            "A sentence that tells only that somebody spoke introduces the quotation after it.",
        ),
        Example(
            "Ann Roe said “the bridge is safe” in Rome on Monday.",
            ("the bridge is safe",),
            "Ann Roe",
            "After a whole clause in marks, a place or a day is the writer's.",
        ),
        Example(
            "Ann Roe said “never” after the vote.",
            ("never",),
            "Ann Roe",
            "A time after any words in marks is the writer's.",
        ),
        Example(
            "Ann Roe said “on her worst day” she would win.",
            ("“on her worst day” she would win",),
            "Ann Roe",
            "Other words after the marks are said too.",
        ),
        Example(
            "Ann Roe said it was late: “Go home.”",
            ("it was late: “Go home.”",),
            "Ann Roe",
            "The clause before the colon belongs to the quote, which is mixed.",
        ),
        Example(
            "Asked if it was safe, Ann Roe said: “Yes.”",
            ("Yes.",),
            "Ann Roe",
            "A content before the attribution ends where the attribution starts.",
        ),
        Example(
            "The sign reads: “No Entry.”",
            ("No Entry.",),
            "sign",
            "A text can speak. A title after “sang” or “in her book,” is no speech.",
        ),
    ),
    find,
)
