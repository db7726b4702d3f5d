"""Links a quotation to the cue before it: X said, “...” · X issued a statement: “...” · X spoke to us. “...”"""

from __future__ import annotations

from collections.abc import Set

from flows.enums import CueClass, Label, RuleId
from flows.extract.cues import CueWord, build_quotation_cue, build_verb_cue
from flows.extract.rules.attribution import MAX_DISTANCE, Attribution
from flows.extract.rules.quotation_context import find_saying_noun, is_outside_verb
from flows.extract.rules.reading import Reading
from flows.extract.rules.times import is_time
from flows.extract.text.layout import QuotationSpan
from flows.extract.text.punctuation import END_MARKS, QUOTATION_OPENERS
from flows.extract.text.tags import FINITE, NOUNS_AND_PRONOUNS, PLURAL_NOUNS

MAX_WORK = 5
"""Tokens of "in her new book" before a comma and the book's title."""


def link_cue_before(reading: Reading, quotation: QuotationSpan, used: Set[int]) -> Attribution | None:
    """X said, “...” · X said: “...” · X told reporters in Rome: “...”"""
    opener = reading.layout.before(quotation.first)
    if opener is None or not reading.layout.is_outside(opener):
        return None
    mark, cues = reading.tokens[opener].text, reading.quoting_cues
    if mark not in QUOTATION_OPENERS and (opener not in cues or _gives_name(cues[opener])):
        return None
    if reading.layout.is_title(quotation) and _names_work(reading, opener):
        return None
    cue = _find_cue_before(reading, opener, quotation)
    if cue is None or (mark != ":" and _has_content(reading, cue, quotation.first)):
        return None
    return Attribution(cue, (quotation,), RuleId.BEFORE)


def _find_cue_before(reading: Reading, opener: int, quotation: QuotationSpan) -> CueWord | None:
    """The nearest cue from the mark `opener` back to the start of its sentence; one of asking only without another."""
    is_colon, asked = reading.tokens[opener].text == ":", None
    for i in range(opener, max(-1, quotation.first - MAX_DISTANCE), -1):
        if not reading.layout.is_outside(i):
            return asked
        cue = reading.quoting_cues.get(i)
        if cue is None and is_colon and i == opener - 1:
            cue = _build_mistagged_cue(reading, i)
        if cue is not None and not (is_colon and _is_asked_in_passing(reading, cue)):
            return cue
        asked = asked or cue
        if reading.tokens[i].is_sent_start and i < opener:
            return asked
    return asked


def _is_asked_in_passing(reading: Reading, cue: CueWord) -> bool:
    """Whether a cue tells what the speaker was asked when she spoke: "told us when asked about it: “...”"."""
    before = reading.tokens[cue.start - 1].lower_ if cue.start else ""
    return before in {"when", "if"} and cue.takes("addressee") and cue.start == cue.head.i


def _names_work(reading: Reading, opener: int) -> bool:
    """Whether the words before a title name a work: sang “...” · in her book, “...”; not: a sign read “...”"""
    if reading.tokens[opener].text in QUOTATION_OPENERS:
        return reading.tokens[opener].text == "," and _is_work_with_preposition(reading, opener)
    cue = reading.quoting_cues[opener]
    subject = reading.syntax.child(cue.head, "subject") or cue.head.head
    is_thing = subject.pos_ == "NOUN" or subject.tag_ == "WDT"
    return cue.cue_class != CueClass.WRITING or not is_thing or subject.ent_type_ == Label.PERSON


def _is_work_with_preposition(reading: Reading, opener: int) -> bool:
    """Whether a comma has a noun for a thing before it that hangs on a preposition ("in her book,")."""
    noun = reading.tokens[opener - 1]
    role = reading.vocabulary.roles.get(noun.lower_)
    is_thing = noun.pos_ == "NOUN" and (role is None or role.number == "text")
    near = reading.tokens[max(0, opener - MAX_WORK) : opener]
    return is_thing and any(token.pos_ == "ADP" for token in near)


def _build_mistagged_cue(reading: Reading, i: int) -> CueWord | None:
    """A cue that the tagger took for a noun, right before a colon: "Article 33 affirms: “...”"."""
    token = reading.tokens[i]
    verb = reading.vocabulary.verbs.get(token.lower_)
    if verb is None or "quote" not in verb.complements or token.tag_ not in PLURAL_NOUNS:
        return None
    return build_verb_cue(token, verb, reading.syntax)


def link_colon_before(reading: Reading, quotation: QuotationSpan, used: Set[int]) -> Attribution | None:
    """X issued a statement: “...”, with whatever verb the sentence has, else with the noun before the colon"""
    opener = reading.layout.before(quotation.first)
    if opener is None or reading.tokens[opener].text != ":" or not reading.layout.is_outside(opener):
        return None
    start, _ = reading.layout.sentence(opener)
    verb = next((i for i in range(opener - 1, start - 1, -1) if is_outside_verb(reading, i)), None)
    i = verb if verb is not None else find_saying_noun(reading, range(opener - 1, opener))
    if i is None:
        return None
    cue = build_quotation_cue(reading.tokens[i], CueClass.OTHER)
    return Attribution(cue, (quotation,), RuleId.COLON, is_noun=verb is None)


def link_sentence_before(reading: Reading, quotation: QuotationSpan, used: Set[int]) -> Attribution | None:
    """X said in a statement. “...”: a sentence that says nothing but that X spoke, then a quotation by itself"""
    layout, tokens = reading.layout, reading.tokens
    opener = layout.before(quotation.first)
    if opener is None or tokens[opener].text not in END_MARKS or not tokens[quotation.first].is_sent_start:
        return None
    start, _ = layout.sentence(opener)
    cues = [reading.quoting_cues[i] for i in range(start, opener) if i in reading.quoting_cues]
    if len(cues) != 1 or not all(layout.is_outside(i) for i in range(start, opener)):
        return None
    cue = cues[0]
    is_bare = cue.head.tag_ in FINITE and cue.head.i not in used and not _has_content(reading, cue, opener)
    if not is_bare or not _opens_sentence(reading, cue, start):
        return None
    return Attribution(cue, (quotation,), RuleId.BEFORE)


def _opens_sentence(reading: Reading, cue: CueWord, start: int) -> bool:
    """Whether only the subject stands before a cue."""
    subject = reading.syntax.child(cue.head, "subject")
    if subject is None or subject.i > cue.head.i:
        return False
    before = range(start, subject.left_edge.i)
    return all(reading.layout.is_filler(i) or reading.tokens[i].pos_ == "ADV" for i in before)


def _has_content(reading: Reading, cue: CueWord, end: int) -> bool:
    """Whether words between a cue and the quotation at token `end` are content of the cue themselves."""
    words = [token for token in reading.tokens[cue.end : end] if not (token.is_punct or token.is_space)]
    if any(token.tag_ in FINITE or token.lower_ in {"that", "whether"} for token in words):
        return True
    first = next(iter(words), None)
    if first is None or cue.takes("addressee"):
        return False
    if first.lower_ in cue.complements:
        return reading.tokens[end - 1].text != ","
    is_phrase = first.pos_ in NOUNS_AND_PRONOUNS | {"DET"} and first.head.i >= cue.head.i
    return is_phrase and not is_time(first)


def _gives_name(cue: CueWord) -> bool:
    """Whether a cue only gives a title or nickname ("a film called “...”")."""
    return cue.head.tag_ == "VBN" and cue.start == cue.head.i
