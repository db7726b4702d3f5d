"""Cues: the words outside quotation marks that can mark an act of saying, wanting or showing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.enums import CueClass
from flows.extract.text.layout import Layout
from flows.extract.text.syntax import NEGATIONS, Syntax
from flows.extract.text.tags import FINITE, NAMES_AND_PRONOUNS, NOUNS, PLURAL_NOUNS, PLURAL_SUBJECTS
from flows.extract.text.tokens import Token
from flows.extract.vocabulary import Vocabulary
from flows.extract.vocabulary_entries import ReportingVerb
from flows.extract.word_groups import WordGroup

WORD_CLASSES = {"noun": frozenset({"NOUN"}), "adjective": frozenset({"ADJ", "VERB"})}
BEFORE_THAT = frozenset({"and", "but", "he", "she"})
"""Words between which and "that" a plural noun is a verb: "he claims that"."""

SOURCE = 6
"""Tokens behind a verb in which the noun of its source is sought."""


@dataclass(frozen=True, slots=True)
class CueWord:
    """A cue in its place: its head word, the tokens `[start, end)` of the whole cue, its class and complements."""

    head: Token
    start: int
    end: int
    cue_class: CueClass
    complements: frozenset[str]

    def takes(self, *complements: str) -> bool:
        """Whether one of these may be its content."""
        return not self.complements.isdisjoint(complements)


def is_finite(cue: CueWord) -> bool:
    """Whether the verb of a cue, or its first auxiliary, has a finite tag."""
    return cue.head.tag_ in FINITE or cue.head.doc[cue.start].tag_ in FINITE


def is_finite_or_mistagged(cue: CueWord) -> bool:
    """Whether a cue is finite, also where the tagger took it for a noun or, after a plural, for a base form.

    Taggers read "the minutes say" as a base form, and "Roe concludes" as a noun.
    """
    first = cue.head.doc[cue.start]
    if first.tag_ == "VB" and first.i:
        before, after = (
            first.nbor(-1),
            next((t for t in first.doc[cue.end : cue.end + SOURCE] if t.pos_ in NOUNS), None),
        )
        is_inverted = before.text == "," and after is not None and after.tag_ in PLURAL_NOUNS  # "..., say scientists"
        return before.tag_ in PLURAL_SUBJECTS or is_inverted
    return is_finite(cue) or not first.tag_.startswith("VB")


def find_verb_cues(layout: Layout, vocabulary: Vocabulary, syntax: Syntax) -> Iterator[CueWord]:
    """Yield the reporting verbs that stand outside quotation marks, with their auxiliaries and particles."""
    for token in layout.tokens:
        verb = _verb_at(token, layout, vocabulary) if token.lower_ in vocabulary.first_verb_words else None
        if (
            verb is None
            or not layout.is_outside(token.i)
            or not (_is_verb(token) or _is_mistagged(token, verb, layout))
        ):
            continue
        if _is_quoted_as_saying(token, layout, vocabulary):
            continue
        cue = build_verb_cue(token, verb, syntax)
        if not cue.takes("hearing") or _is_heard_by_body(cue, layout, vocabulary):
            yield cue


def _is_quoted_as_saying(token: Token, layout: Layout, vocabulary: Vocabulary) -> bool:
    """Whether the verb behind "as" is the cue: "was quoted | as saying"."""
    after = layout.tokens[token.i + 1 : token.i + 3]
    verb = vocabulary.verbs.get(after[1].lower_) if len(after) == 2 and after[0].lower_ == "as" else None
    return verb is not None and after[1].tag_ == "VBG" and "quote" in verb.complements


def build_verb_cue(token: Token, verb: ReportingVerb, syntax: Syntax) -> CueWord:
    """Return the cue that a verb makes at `token`."""
    start, end = _bounds(token, verb, syntax)
    return CueWord(token, start, end, verb.cue_class, verb.complements)


def build_quotation_cue(token: Token, cue_class: CueClass) -> CueWord:
    """Return the cue that `token` makes by its place beside a quotation, such as a noun, a colon or a dash."""
    return CueWord(token, token.i, token.i + 1, cue_class, frozenset({"quote"}))


def _verb_at(token: Token, layout: Layout, vocabulary: Vocabulary) -> ReportingVerb | None:
    """The reporting verb at `token`; one of several words before the one word ("shout back" before "shout")."""
    word = token.lower_
    for verb in vocabulary.phrasal_verbs.get(word, ()):
        after = layout.tokens[token.i + 1 : token.i + 1 + len(verb.rest)]
        if tuple(t.lower_ for t in after) == verb.rest:
            return verb
    return vocabulary.verbs.get(word)


def find_noun_cues(layout: Layout, vocabulary: Vocabulary) -> Iterator[CueWord]:
    """Yield the reporting nouns and adjectives that stand outside quotation marks."""
    for token in layout.tokens:
        noun = vocabulary.nouns.get(token.lower_)
        if noun is not None and layout.is_outside(token.i) and token.pos_ in WORD_CLASSES[noun.part_of_speech]:
            yield CueWord(token, token.i, token.i + 1, noun.cue_class, noun.complements)


def _is_verb(token: Token) -> bool:
    """Whether a word is a verb here, not a participle that only modifies a noun after it ("the proposed law")."""
    is_modifier = token.dep_ == "amod" and token.head.i > token.i
    return not is_modifier and (token.pos_ == "VERB" or token.tag_.startswith("VB"))


def _is_mistagged(token: Token, verb: ReportingVerb, layout: Layout) -> bool:
    """Whether the tagger took a verb for a noun: "The company denies that ...", "..., Ann Roe shot back"."""
    if verb.rest and token.i and layout.tokens[token.i - 1].pos_ in {"PROPN", "PRON"}:
        return True
    if _is_regular_past(token, verb) and token.i and layout.tokens[token.i - 1].tag_ in NAMES_AND_PRONOUNS:
        return True
    if token.tag_ not in PLURAL_NOUNS or not 0 < token.i < len(layout.tokens) - 1:
        return False
    before, after = layout.tokens[token.i - 1], layout.tokens[token.i + 1]
    if after.lower_ == "to":
        return before.pos_ == "PROPN"
    return after.lower_ == "that" and (before.pos_ in NOUNS or before.lower_ in BEFORE_THAT)


def _is_heard_by_body(cue: CueWord, layout: Layout, vocabulary: Vocabulary) -> bool:
    """Whether a court or the like stands right before a verb of hearing: what it hears is evidence."""
    return cue.start > 0 and layout.tokens[cue.start - 1].lower_ in vocabulary.groups[WordGroup.HEARING_BODY]


def _is_regular_past(token: Token, verb: ReportingVerb) -> bool:
    """Whether a word tagged as a noun is the regular past of a verb, because no noun is spelt like that."""
    return token.tag_.startswith("NN") and token.lower_.endswith("ed") and token.lower_ != verb.verb


def _bounds(verb: Token, known: ReportingVerb, syntax: Syntax) -> tuple[int, int]:
    """The verb with the auxiliaries, negations and short adverbs right before it, and its particle right after it."""
    start = verb.i
    while start > 0 and _belongs_before(verb.doc[start - 1], verb, syntax):
        start -= 1
    while start < verb.i and not (syntax.has(verb.doc[start], "auxiliary") or verb.doc[start].lower_ in NEGATIONS):
        start += 1
    end = verb.i + 1 + len(known.rest)
    if not known.rest and end < len(verb.doc) and syntax.has(verb.doc[end], "particle") and verb.doc[end].head == verb:
        end += 1
    return start, end


def _belongs_before(token: Token, verb: Token, syntax: Syntax) -> bool:
    is_word = token.text[-1].isalpha()  # an invisible character may bind a word to a closing mark
    return is_word and token.head == verb and syntax.has(token, "auxiliary", "adverb", "negation")
