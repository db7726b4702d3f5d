"""Links a quotation to the cue after it: “...,” X said · “...,” said X · “...?” asked X · “...,” was her reply."""

from __future__ import annotations

from collections.abc import Set

from flows.enums import CueClass, RuleId
from flows.extract.cues import CueWord, build_quotation_cue, build_verb_cue
from flows.extract.rules.attribution import Attribution
from flows.extract.rules.attribution_bounds import is_inverted
from flows.extract.rules.openings import find_content
from flows.extract.rules.quotation_context import (
    find_lead,
    find_saying_noun,
    has_comma_after,
    is_answered,
    is_name_or_pronoun,
    is_scene,
    is_sentence,
    is_subject,
    is_woven,
    last_character,
    outside_tokens_after,
)
from flows.extract.rules.reading import Reading
from flows.extract.text.layout import QuotationSpan
from flows.extract.text.punctuation import END_MARKS
from flows.extract.text.tags import FINITE, NOUNS_AND_PRONOUNS, RELATIVE_PRONOUNS
from flows.extract.text.tokens import Token

PLAIN_COMPLEMENTS = ("clause", "wh", "addressee")
"""What verbs of saying take that verbs of manner ("laughed") do not: those attribute only after a comma."""
SENTENCE_OPENERS = frozenset({"DET", "PRON", "ADV"})
"""Word classes that have a capital only where a sentence starts."""
COPULAS = frozenset({"was", "is", "were", "are", "came", "comes"})
LEADING_ON = ",?!—-–…"
"""Last characters of a quotation that leads on to its attribution."""
MAX_REPLY_DISTANCE = 8
"""Tokens from "was" to the noun of "was, as so often, her only reply"."""
MAX_PLAIN_DISTANCE = 4
"""Tokens from a quotation that ends without a comma to the verb of its attribution."""


def link_reply_after(reading: Reading, quotation: QuotationSpan, used: Set[int]) -> Attribution | None:
    """“...,” was her reply · “...!” came the answer"""
    at = quotation.last + 1
    if not is_subject(reading, quotation) or reading.tokens[at].lower_ not in COPULAS:
        return None
    i = find_saying_noun(reading, range(at + 1, min(at + MAX_REPLY_DISTANCE, reading.layout.sentence(at)[1])))
    if i is None:
        return None
    return Attribution(
        build_quotation_cue(reading.tokens[i], CueClass.SPEECH), (quotation,), RuleId.AFTER, is_noun=True
    )


def link_cue_after(reading: Reading, quotation: QuotationSpan, used: Set[int]) -> Attribution | None:
    """“...,” X said · “...,” said X · “...?” asked X"""
    leads_on = last_character(reading, quotation) in LEADING_ON or has_comma_after(reading, quotation)
    if not leads_on and not _is_plainly_attributed(reading, quotation):
        return None
    if is_woven(reading, quotation) or is_answered(reading, quotation):
        return None
    lead = find_lead(reading, quotation)
    if lead is not None and is_scene(reading, lead, quotation):
        return None
    cue = _find_first_cue(reading, quotation)
    if cue is None or _has_other_content(reading, cue, quotation) or _is_narrative(reading, cue, quotation):
        return None
    return Attribution(cue, (quotation,), RuleId.AFTER, {} if lead is None else {quotation.first: lead})


def _has_other_content(reading: Reading, cue: CueWord, quotation: QuotationSpan) -> bool:
    """Whether a cue after a quotation has another content: “Rain,” adding that ... · “Rain,” she said it was ..."""
    at, tokens = quotation.last + 1, reading.tokens
    if tokens[at].pos_ == "CCONJ" or (cue.start == at and cue.head.tag_ == "VBG"):
        return True
    clause = reading.syntax.child(cue.head, "clause")
    if clause is None or clause.pos_ == "PROPN" or clause.i <= cue.head.i or clause.left_edge.i != cue.end:
        return False
    return reading.layout.is_outside(cue.end) and not tokens[cue.end].is_punct


def _is_narrative(reading: Reading, cue: CueWord, quotation: QuotationSpan) -> bool:
    """Whether a sentence of the writer's follows a finished quotation: “We waited.” The council announced the plan.

    Its verb has a content of its own, or tells a manner. After "?" and "!" only a small word with a capital tells
    that it starts there.
    """
    character, opener = last_character(reading, quotation), reading.tokens[quotation.last + 1]
    is_finished = character == "." or (character in "?!" and opener.pos_ in SENTENCE_OPENERS and opener.is_title)
    if not is_finished or has_comma_after(reading, quotation) or is_inverted(reading, cue):
        return False
    if not cue.takes(*PLAIN_COMPLEMENTS):
        return True
    content = find_content(reading, cue) if cue.start != quotation.last + 1 else None
    return content is not None and not (content.form == RuleId.OBJECT and cue.takes("addressee"))


def _find_first_cue(reading: Reading, quotation: QuotationSpan) -> CueWord | None:
    """The cue after a quotation, past a relative clause ("Ann Roe, who was there, said")."""
    is_relative = False
    for i in outside_tokens_after(reading, quotation):
        token = reading.tokens[i]
        is_relative = (is_relative or token.tag_ in RELATIVE_PRONOUNS) and token.text != ","
        if is_relative:
            continue
        cue = reading.quoting_cues.get(i) or _build_mistagged_cue(reading, i, quotation)
        if cue is not None:
            return cue
        if token.text in {".", ";", ":"} or (token.tag_ in FINITE and not _leads_to_cue(reading, token)):
            return None
    return None


def _leads_to_cue(reading: Reading, token: Token) -> bool:
    """Whether a finite verb belongs to a cue: “...,” Ann Roe *has* said · “...,” she *was* quoted as saying"""
    is_helper = token.head.i in reading.cue_heads
    return is_helper or any(t.i in reading.cue_heads and t.nbor(-1).lower_ == "as" for t in token.head.rights)


def _build_mistagged_cue(reading: Reading, i: int, quotation: QuotationSpan) -> CueWord | None:
    """A cue that the tagger took for a noun: after a quotation and a name or pronoun it can only be the verb."""
    token, tokens = reading.tokens[i], reading.tokens
    verb = reading.vocabulary.verbs.get(token.lower_)
    if verb is None or "quote" not in verb.complements or token.pos_ == "VERB":
        return None
    is_last = i + 1 < len(tokens) and tokens[i + 1].text in END_MARKS and tokens[i - 1].pos_ in NOUNS_AND_PRONOUNS
    is_named = i - 1 == quotation.last or is_name_or_pronoun(reading, i - 1)
    is_inflected = token.lower_ != verb.verb
    return build_verb_cue(token, verb, reading.syntax) if is_last or (is_named and is_inflected) else None


def _is_plainly_attributed(reading: Reading, quotation: QuotationSpan) -> bool:
    """Whether a whole sentence in marks, without a comma, has "X said" or "said X" right after it."""
    if not is_sentence(reading, quotation) or find_lead(reading, quotation) is not None:
        return False
    if is_woven(reading, quotation):
        return False
    near = [i for i in outside_tokens_after(reading, quotation) if i <= quotation.last + MAX_PLAIN_DISTANCE]
    cues = [reading.quoting_cues[i] for i in near if i in reading.quoting_cues and reading.tokens[i].tag_ in FINITE]
    is_free = last_character(reading, quotation) != "." or not any(_introduces(reading, cue) for cue in cues)
    return is_free and any(cue.cue_class == CueClass.SPEECH for cue in cues)


def _introduces(reading: Reading, cue: CueWord) -> bool:
    """Whether a cue leads up to a quotation of its own: “Rain.” Ann Roe laughed: “Snow.”"""
    end, tokens = cue.end, reading.tokens
    return end + 1 < len(tokens) and tokens[end].text in {",", ":"} and not reading.layout.is_outside(end + 1)
