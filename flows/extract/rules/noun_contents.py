"""What a noun or adjective attributes: "her claim that ...", "calls for ...", "confident that ..."."""

from __future__ import annotations

from flows.enums import Label, RuleId
from flows.extract.cues import CueWord
from flows.extract.quotes import Candidate, Content
from flows.extract.rules.breaks import is_answer
from flows.extract.rules.extent import find_end
from flows.extract.rules.openings import Opening
from flows.extract.rules.reading import Reading
from flows.extract.text.tags import NOUNS_AND_PRONOUNS, QUESTION_WORDS, VERBS
from flows.extract.text.tokens import Token

NAMERS = frozenset({Label.PERSON, Label.ORG, Label.NORP, Label.GPE})
"""Labels of names that own the noun after them ("Republican criticism")."""
NOUN_RULES = {
    RuleId.CLAUSE: RuleId.NOUN_CLAUSE,
    RuleId.INFINITIVE: RuleId.NOUN_INFINITIVE,
    RuleId.OBJECT: RuleId.NOUN_OBJECT,
}
"""The form of a content -> the rule for nouns that finds it."""


def find_noun_statements(reading: Reading) -> list[Candidate]:
    """The candidates of the three rules for nouns and adjectives, in the order of their cues."""
    found = (_build(reading, cue) for cue in reading.noun_cues)
    return [candidate for candidate in found if candidate is not None]


def select_noun_rule(reading: Reading, rule: RuleId) -> list[Candidate]:
    """The noun statements of one rule."""
    return [candidate for candidate in reading.once(find_noun_statements) if candidate.rule == rule]


def _build(reading: Reading, cue: CueWord) -> Candidate | None:
    content = _find_content(reading, cue)
    span = reading.layout.span(content.start, content.end) if content is not None else None
    if content is None or span is None:
        return None
    source = find_noun_source(reading, cue)
    if source is None and content.form != RuleId.CLAUSE:
        return None
    return Candidate((span,), cue, NOUN_RULES[content.form], source)


def _find_content(reading: Reading, cue: CueWord) -> Content | None:
    """The content that a noun or adjective introduces right after it."""
    opening = _find_opening(reading, cue)
    if opening is None:
        return None
    end = find_end(reading, cue, opening.start, opening.form)
    if opening.form != RuleId.CLAUSE or reading.syntax.has(cue.head, "subject", "passive_subject"):
        end = min(end, cue.head.right_edge.i + 1)
    return Content(opening.start, end, opening.form) if end > opening.start else None


def _find_opening(reading: Reading, cue: CueWord) -> Opening | None:
    tokens, at = reading.tokens, cue.end
    _, sentence_end = reading.layout.sentence(cue.head.i)
    if at + 1 >= sentence_end or not reading.layout.is_outside(at):
        return None
    word = tokens[at].lower_
    if word == "that" and is_answer(reading, cue.head):
        return None
    if word == "that" and cue.takes("that"):
        return Opening(at, RuleId.CLAUSE) if tokens[at + 1].pos_ not in VERBS else None
    if word == "to" and tokens[at + 1].tag_ == "VB":
        return Opening(at, RuleId.INFINITIVE) if cue.takes("to") else None
    if word in QUESTION_WORDS and cue.takes("wh"):
        return Opening(at, RuleId.CLAUSE)
    return Opening(at + 1, RuleId.OBJECT) if word in cue.complements else None


def find_noun_source(reading: Reading, cue: CueWord) -> Token | None:
    """The source of a noun cue: its owner, the agent after "by" or "from", or the subject of the governing verb."""
    head, governor = cue.head, _find_governing_subject(reading, cue)
    for child in head.children:
        if reading.syntax.is_possessor(child):
            return governor if governor is not None and child.pos_ == "PRON" else child
    for child in head.rights:
        if child.left_edge.lower_ in {"by", "from"} and reading.syntax.has(child, "oblique", "noun_modifier"):
            return child if reading.layout.is_outside(child.i) else None
    own = _find_name_before(reading, cue) or reading.syntax.child(head, "subject", "passive_subject")
    if own is not None:
        return own
    if head.pos_ != "NOUN" and head.head.pos_ in NOUNS_AND_PRONOUNS and head.head.i < head.i:
        return head.head
    return governor


def _find_name_before(reading: Reading, cue: CueWord) -> Token | None:
    """The name right before the noun ("Republican criticism that ...", "the Roe claim")."""
    before = reading.tokens[cue.start - 1] if cue.start else cue.head
    is_modifier = before.head.i == cue.head.i and reading.syntax.has(before, "noun_modifier")
    return before if is_modifier and before.ent_type_ in NAMERS and reading.layout.is_outside(before.i) else None


def _find_governing_subject(reading: Reading, cue: CueWord) -> Token | None:
    """The subject of the verb whose object the noun is ("He repeated his claim that ...")."""
    verb = cue.head.head
    if verb.i == cue.head.i or verb.pos_ not in VERBS or reading.syntax.has(cue.head, "subject"):
        return None
    return reading.speakers.of_verb(verb)
