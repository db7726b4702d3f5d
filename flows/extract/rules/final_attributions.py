"""Attributions at the end of a sentence, by word order: "..., MPs have warned." · "..., the mayor, Ann Roe, said."

Parsers lose their subjects: the comma before the verb parts a name from its description, or the sentence's own subject
is taken for the verb's.
"""

from __future__ import annotations

from flows.enums import RuleId
from flows.extract.cues import CueWord, is_finite
from flows.extract.quotes import Candidate
from flows.extract.rules.attribution_bounds import find_attribution_end, find_first, find_head, has_main_clause
from flows.extract.rules.reading import Reading
from flows.extract.text.tags import FINITE, NOUNS, NOUNS_AND_PRONOUNS, RELATIVE_PRONOUNS
from flows.extract.text.tokens import Token

MAX_PIECE = 12
"""Tokens between two commas of a source: a longer piece is a clause."""
MAX_PIECES = 4
"""Pieces of a source: "the mayor, Ann Roe, 54, of Fenwick, said"."""
SOURCE_OPENERS = NOUNS_AND_PRONOUNS | {"DET", "ADJ"}
"""Word classes with which a source starts; the pieces after its first may also start with an age, "of" or "who"."""


def build_at_end(reading: Reading, cue: CueWord) -> Candidate | None:
    """The candidate of an attribution at the end of its sentence that the tree could not tell."""
    final = _find_source(reading, cue) or _find_source_behind(reading, cue)
    if final is None:
        return None
    comma, source = final
    first = find_first(reading, cue, reading.layout.sentence(cue.head.i)[0], comma)
    words = reading.layout.span(first, comma)
    return Candidate((words,), cue, RuleId.ASIDE, source) if words else None


def _find_source(reading: Reading, cue: CueWord) -> tuple[int, Token] | None:
    """The comma before an attribution at the end of its sentence, and the word for its source; None elsewhere."""
    sentence_start, sentence_end = reading.layout.sentence(cue.head.i)
    if not is_finite(cue) or reading.syntax.is_passive(cue.head):
        return None
    if find_attribution_end(reading, cue, sentence_end) != sentence_end:
        return None
    comma = _find_source_comma(reading, cue, sentence_start)
    if comma is None or not has_main_clause(reading, sentence_start, comma):
        return None
    end = next((i for i in range(comma + 1, cue.start) if reading.tokens[i].text == ","), cue.start)
    noun = next((token for token in reading.tokens[comma + 1 : end] if token.pos_ in NOUNS_AND_PRONOUNS), None)
    return None if noun is None else (comma, find_head(reading, noun, comma + 1, end))


def _find_source_behind(reading: Reading, cue: CueWord) -> tuple[int, Token] | None:
    """The same where the source ends the sentence behind a verb in the plural that the tagger took for a base form."""
    sentence_start, sentence_end = reading.layout.sentence(cue.head.i)
    comma = cue.start - 1
    if cue.head.tag_ != "VB" or cue.start < cue.head.i or comma <= sentence_start or reading.tokens[comma].text != ",":
        return None
    words = reading.tokens[cue.end : sentence_end]
    noun = next((token for token in words if token.pos_ in NOUNS), None)
    is_clause = any(token.tag_ in FINITE or token.text in {",", ":"} for token in words)
    if noun is None or is_clause or not has_main_clause(reading, sentence_start, comma):
        return None
    return comma, find_head(reading, noun, cue.end, sentence_end)


def _find_source_comma(reading: Reading, cue: CueWord, sentence_start: int) -> int | None:
    """The comma before the first piece of the source: one piece right before the verb, or several in commas."""
    tokens = reading.tokens
    is_apposed = cue.start > sentence_start and tokens[cue.start - 1].text == ","
    end, found = cue.start - is_apposed, None
    for count in range(1, MAX_PIECES + 1 if is_apposed else 2):
        comma = next((i for i in range(end - 1, sentence_start, -1) if tokens[i].text == ","), None)
        if comma is None or not _is_source_piece(reading, comma + 1, end):
            break
        opens = tokens[comma + 1].pos_ in SOURCE_OPENERS and tokens[comma + 1].tag_ not in RELATIVE_PRONOUNS
        if opens and (count > 1 or not is_apposed) and (found is None or _is_role(reading, comma + 1, end)):
            found = comma
        end = comma
    return found


def _is_source_piece(reading: Reading, start: int, end: int) -> bool:
    """Whether the words between two commas can name or describe a source."""
    words = reading.tokens[start:end]
    if not 0 < len(words) <= MAX_PIECE or not all(reading.layout.is_outside(i) for i in range(start, end)):
        return False
    if words[0].tag_ in RELATIVE_PRONOUNS:
        return True
    is_opened = words[0].pos_ in SOURCE_OPENERS | {"NUM"} or words[0].lower_ == "of"
    return is_opened and not any(_opens_clause(token) for token in words[1:]) and words[0].tag_ not in FINITE


def _opens_clause(token: Token) -> bool:
    """Whether a word makes a clause of a piece: "a fact | he mentions", "hours | after Roe said", "a claim | that"."""
    return token.tag_ in FINITE | {"PRP", "VBG", "TO"} or token.pos_ == "SCONJ" or token.lower_ in {"that", "after"}


def _is_role(reading: Reading, start: int, end: int) -> bool:
    """Whether a piece is a role before a name: "..., the mayor, Ann Roe, a Democrat, said"."""
    words = reading.tokens[start:end]
    has_role = any(token.pos_ in NOUNS and token.lower_ in reading.vocabulary.roles for token in words)
    return words[0].pos_ == "DET" and has_role
