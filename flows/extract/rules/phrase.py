"""Rule `phrase`: an attribution without a verb. "It will fail, according to officials." · "In the words of Roe, ..."

The content is the rest of the sentence, or of its last clause where another's words stand before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from flows.enums import RuleId
from flows.extract.cues import CueWord
from flows.extract.quotes import Candidate
from flows.extract.rules.attribution_bounds import MAX_SUBJECT, find_head, find_rest, has_main_clause, is_apposed
from flows.extract.rules.breaks import is_cue, joins_clause
from flows.extract.rules.reading import Reading
from flows.extract.rules.rule import Example, Rule
from flows.extract.text.tags import FINITE, NOUNS, PHRASE_WORDS, RELATIVE_PRONOUNS
from flows.extract.text.tokens import Token

DESCRIPTIONS = NOUNS | {"NUM"}
"""Word classes that a name, a description or an age has: not "The dam was, according to the police, full"."""


def find(reading: Reading) -> list[Candidate]:
    """What each source phrase attributes."""
    found = (_build(reading, cue) for cue in _find_cues(reading))
    return [candidate for candidate in found if candidate is not None]


def _find_cues(reading: Reading) -> Iterator[CueWord]:
    """The source phrases (`seeds/source_phrases.csv`) outside quotation marks."""
    tokens = reading.tokens
    for i, token in enumerate(tokens):
        for phrase in reading.vocabulary.phrases_by_first.get(token.lower_, ()):
            end = i + len(phrase.tokens)
            if end == i + 1 and not (token.is_sent_start or tokens[i - 1].text == ","):
                continue  # "per" between other words is a rate: "two per cent"
            if tuple(t.lower_ for t in tokens[i:end]) == phrase.tokens and reading.layout.is_outside(i):
                yield CueWord(token, i, end, phrase.cue_class, frozenset({"quote"}))


def _build(reading: Reading, cue: CueWord) -> Candidate | None:
    sentence_start, sentence_end = reading.layout.sentence(cue.start)
    source = _find_source(reading, cue, sentence_end)
    if source is None:
        return None
    is_initial = cue.start <= _skip_filler(reading, sentence_start, sentence_end)
    end = _find_source_end(reading, cue, sentence_end, is_initial=is_initial)
    has_comma = cue.start > sentence_start and reading.tokens[cue.start - 1].text == ","
    start = cue.start - 1 if has_comma else cue.start
    first = _find_last_clause(reading, sentence_start, start)
    segments = find_rest(reading, first, start, end, sentence_end)
    return Candidate(segments, cue, RuleId.PHRASE, source) if segments else None


def _find_last_clause(reading: Reading, sentence_start: int, end: int) -> int:
    """The first token of the last clause before `end`, after the words of another: "She said ..., and the dam"."""
    for i in range(end - 1, sentence_start, -1):
        if joins_clause(reading, i) and reading.layout.is_outside(i):
            has_cue = any(is_cue(reading, reading.tokens[j]) for j in range(sentence_start, i))
            return i + 1 if has_cue else sentence_start
    return sentence_start


def _skip_filler(reading: Reading, start: int, end: int) -> int:
    while start < end and reading.layout.is_filler(start):
        start += 1
    return start


def _find_source(reading: Reading, cue: CueWord, sentence_end: int) -> Token | None:
    """The head of the noun phrase after a source phrase."""
    if cue.end >= sentence_end:
        return None
    limit = cue.end + 1
    while limit < min(sentence_end, cue.end + MAX_SUBJECT) and reading.tokens[limit].text != ",":
        limit += 1
    return find_head(reading, reading.tokens[cue.end], cue.end, limit)


def _find_source_end(reading: Reading, cue: CueWord, sentence_end: int, *, is_initial: bool) -> int:
    """The token after the source: the comma where the sentence goes on with its content."""
    tokens, last = reading.tokens, None
    for i in range(cue.end, sentence_end):
        if tokens[i].text == ";":
            return i
        if tokens[i].text == "," and reading.layout.is_outside(i):
            last = i
            is_relative = i + 1 < sentence_end and tokens[i + 1].tag_ in RELATIVE_PRONOUNS
            is_described = is_relative or is_apposed(reading, i + 1, sentence_end)
            if not (is_described if is_initial else is_described or _describes_source(reading, cue, i + 1)):
                return i
    return last if last is not None and is_initial else sentence_end


def _describes_source(reading: Reading, cue: CueWord, start: int) -> bool:
    """Whether the words after a comma name or describe the source: "..., according to its chairman, Owen Pell, 54."

    They do where the content is whole before the phrase, or its verb follows after the next comma.
    """
    tokens = reading.tokens
    sentence_start, sentence_end = reading.layout.sentence(cue.start)
    comma = next((i for i in range(start, sentence_end) if tokens[i].text == ","), sentence_end)
    is_verb_next = any(token.tag_ in FINITE for token in tokens[comma:sentence_end])
    is_whole = has_main_clause(reading, sentence_start, cue.start) and tokens[cue.start - 2].pos_ != "AUX"
    if not is_verb_next and not is_whole:
        return False
    if start < sentence_end and tokens[start].tag_ in RELATIVE_PRONOUNS:
        return True
    first = start + 1 if tokens[start : start + 1] and tokens[start].lower_ == "and" else start
    opening = tokens[first : first + 3]
    is_phrase = bool(opening) and opening[0].pos_ in PHRASE_WORDS and any(t.pos_ in DESCRIPTIONS for t in opening)
    return is_phrase and not any(token.tag_ in FINITE for token in tokens[first:comma])


RULE = Rule(
    RuleId.PHRASE,
    "according to X, ...: the rest of the sentence around a named source",
    (
        Example(
            "According to the police, nobody was hurt.",
            ("nobody was hurt",),
            "police",
            "`seeds/source_phrases.csv` lists the phrases.",
        ),
        Example("In the words of Ann Roe, the bridge is safe.", ("the bridge is safe",), "Ann Roe"),
        Example(
            "Doctors warned that the ward may close, according to a letter.",
            ("Doctors warned that the ward may close",),
            "letter",
            "All words are the source's, also that others said something.",
        ),
        Example(
            "Fares will rise, according to the regulator's chairman, Owen Pell.",
            ("Fares will rise",),
            "Owen Pell",
            "A name or a description after a comma belongs to the source.",
        ),
        Example(
            "Roe said it was late, and the dam, according to the police, is full.",
            ("the dam", "is full"),
            "police",
            "After another's words, only the last clause.",
        ),
    ),
    find,
)
