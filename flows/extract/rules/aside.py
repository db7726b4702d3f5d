"""Rule `aside`: an attribution set beside its content. "The plan, she said, will fail." · "As Roe put it, it fails."

The content is the rest of the sentence: before the attribution, after it, or both.
"""

from __future__ import annotations

from dataclasses import replace

from flows.enums import RuleId
from flows.extract.cues import CueWord, is_finite_or_mistagged
from flows.extract.quotes import Candidate, Segment
from flows.extract.rules.attribution import Attribution
from flows.extract.rules.attribution_bounds import (
    find_attribution_end,
    find_attribution_start,
    find_comma_behind,
    find_first,
    find_head,
    find_rest,
    has_main_clause,
    is_inverted,
)
from flows.extract.rules.breaks import is_answer, is_cue
from flows.extract.rules.extent import find_end
from flows.extract.rules.final_attributions import build_at_end
from flows.extract.rules.joined_speech import joins_other_speech
from flows.extract.rules.linking import attribute_quotations, find_free_cues
from flows.extract.rules.reading import Reading
from flows.extract.rules.rule import Example, Rule
from flows.extract.rules.things import is_thing
from flows.extract.text.punctuation import LONG_DASHES
from flows.extract.text.tags import CONTRASTS, COORDINATORS, FINITE, NOUNS, NOUNS_AND_PRONOUNS, RELATIVE_PRONOUNS
from flows.extract.text.tokens import Token

ADDITION_OPENERS = CONTRASTS | {"in", "after", "as", "with", "when"}
"""After a whole sentence and its attribution, the first word of what the writer adds: "..., he said, in a move ..."."""
JOINING_WORDS = COORDINATORS | {"because", "although", "though", "if", "when", "while", "so"}
"""Right before an attribution between commas, the first word of what is said: "It fell because, she said, ..."."""
MIN_AFTER_SCENE = 5
"""Tokens after the cue of an attribution whose sentence starts with a scene: "In Rome, she told us, it rained"."""
ARTICLES = frozenset({"a", "an"})
MAX_SUBJECT_BETWEEN_COMMAS = 8
"""Tokens that the subject between two commas has at most."""


def find(reading: Reading) -> list[Candidate]:
    """The asides of cues without a quotation, and the attributions that are woven into a quoted sentence."""
    woven = [weave(reading, attribution) for attribution in reading.once(attribute_quotations)]
    return [*(candidate for candidate in woven if candidate is not None), *reading.once(find_asides).values()]


def find_asides(reading: Reading) -> dict[int, Candidate]:
    """The asides of cues without a quotation, by the token of the cue's head."""
    found: dict[int, Candidate] = {}
    for cue in reading.once(find_free_cues):
        beside = find_beside(reading, cue)
        if beside is None:
            continue
        candidate = _name_source(reading, beside)
        is_apart = not _is_about_source(candidate) and not _is_of_thing(reading, candidate)
        if candidate.source is not None and is_apart:
            found[cue.head.i] = candidate
    return found


def weave(reading: Reading, attribution: Attribution) -> Candidate | None:
    """An attribution set into a sentence that ends in its quotation: "The plan, she said, “is dead”."""
    quotation = attribution.quotations[0]
    is_one = attribution.rule == RuleId.BEFORE and len(attribution.quotations) == 1
    if not is_one or not reading.text[quotation.inner[0]].islower():
        return None
    beside = find_beside(reading, attribution.cue)
    if beside is None or len(beside.segments) < 2:
        return None
    last = reading.layout.span(quotation.first, quotation.last + 1)
    is_longer = last is not None and last[1] > beside.segments[-1][1]
    segments = (*beside.segments[:-1], last) if last and is_longer else beside.segments
    return replace(_name_source(reading, beside), segments=segments, is_quotation=True)


def _name_source(reading: Reading, beside: Candidate) -> Candidate:
    """The candidate with the source of its cue, where the words between two commas did not tell it."""
    if beside.source is not None:
        return beside
    return replace(beside, source=_find_inverted(reading, beside.cue) or reading.speakers.head(beside.cue))


def _find_inverted(reading: Reading, cue: CueWord) -> Token | None:
    """The name right behind a verb that the tree took for its object: "It will fall, predicted Ann Roe"."""
    start, end = reading.layout.sentence(cue.head.i)
    if reading.syntax.child(cue.head, "subject") is not None or not is_inverted(reading, cue):
        return None
    if cue.takes("object") and not has_main_clause(reading, start, cue.start - 1):
        return None  # "Ann Roe, a nurse, criticised Ben Poe"
    return find_head(reading, reading.tokens[cue.end], cue.end, end)


def _is_about_source(candidate: Candidate) -> bool:
    """Whether the source stands in the words: a remark between two commas ("Ann Roe, asked to stay, said no")."""
    after = candidate.cue.head.doc[candidate.cue.end : candidate.cue.end + 1]
    if candidate.source is None or (len(after) and after[0].pos_ == "PROPN"):  # "..., said Ann Roe, a farmer"
        return False
    return any(start <= candidate.source.idx < end for start, end in candidate.segments)


def _is_of_thing(reading: Reading, candidate: Candidate) -> bool:
    """Whether the source is a thing that the remark introduces: "..., a plan announced earlier this year"."""
    source = candidate.source
    return source is not None and is_thing(reading, source) and any(left.lower_ in ARTICLES for left in source.lefts)


def find_beside(reading: Reading, cue: CueWord) -> Candidate | None:
    """What a finite verb attributes that a comma parts from the rest of its sentence.

    `source` is None where the tree has to tell it.
    """
    if not cue.takes("quote", "clause") or not is_finite_or_mistagged(cue) or _leads_on(reading, cue):
        return None
    if reading.syntax.has(cue.head, "noun_clause") and is_answer(reading, cue.head.head):
        return None  # "..., a charge that the leaders denied"
    sentence_start, _ = reading.layout.sentence(cue.head.i)
    between = _find_between_commas(reading, cue, sentence_start)
    if between is not None:
        return _build_between_commas(reading, cue, *between)
    final = build_at_end(reading, cue)
    if final is not None and reading.tokens[cue.start - 1].text == ",":  # the source stands before that comma
        return final
    return _build_beside_comma(reading, cue) or final


def _leads_on(reading: Reading, cue: CueWord) -> bool:
    """Whether an infinitive is what a verb says, so that the words before are not ("As it fell, she seemed to cry")."""
    after = reading.tokens[cue.end : cue.end + 2]
    return [token.tag_ for token in after] == ["TO", "VB"]


def _build_between_commas(reading: Reading, cue: CueWord, comma: int, source: Token, end: int) -> Candidate | None:
    """The candidate of an attribution between two commas, the tokens `comma` and `end`."""
    sentence_start, sentence_end = reading.layout.sentence(cue.head.i)
    is_joined = _is_joined(reading, comma, sentence_start) or reading.tokens[comma + 2].lower_ == "as"
    first = comma if is_joined else find_first(reading, cue, sentence_start, comma)
    segments = _find_words_around(reading, cue, first, comma, end, sentence_end)
    is_whole = is_joined or len(segments) > 1 or has_main_clause(reading, first, comma)
    return Candidate(segments, cue, RuleId.ASIDE, source) if is_whole else None


def _build_beside_comma(reading: Reading, cue: CueWord) -> Candidate | None:
    """The candidate of an attribution at the start or the end of its sentence."""
    span = reading.layout.span
    sentence_start, sentence_end = reading.layout.sentence(cue.head.i)
    start = find_attribution_start(reading, cue, sentence_start)
    end = find_attribution_end(reading, cue, sentence_end) if start is not None else None
    if start is None or end is None:
        return None
    before, after = span(sentence_start, start), span(end, sentence_end)
    if before is None and (after is None or reading.tokens[start].lower_ != "as"):
        return None
    is_short = after is not None and end < min(sentence_end, cue.end + MIN_AFTER_SCENE)
    if not is_short and not has_main_clause(reading, sentence_start, start):
        return None
    is_joined = _is_joined(reading, start, sentence_start)
    first = start if is_joined else find_first(reading, cue, sentence_start, start)
    segments = _find_words_around(reading, cue, first, start, end, sentence_end)
    return Candidate(segments, cue, RuleId.ASIDE, None) if segments else None


def _is_joined(reading: Reading, start: int, sentence_start: int) -> bool:
    """Whether the word right before an attribution is the first of the words after it."""
    return start - 1 > sentence_start and reading.tokens[start - 1].lower_ in JOINING_WORDS


def _find_words_around(
    reading: Reading, cue: CueWord, first: int, start: int, end: int, sentence_end: int
) -> tuple[Segment, ...]:
    """The words before and after the attribution `[start, end)`."""
    before = reading.layout.span(first, start)
    if before is None or end + 1 >= sentence_end:
        return find_rest(reading, first, start, end, sentence_end)
    if has_main_clause(reading, first, start) and _is_writers_addition(reading, cue, end + 1):
        return (before,)
    stop = find_end(reading, cue, first, RuleId.CLAUSE, resume=end + 1)
    after = reading.layout.span(end, stop)
    return (before,) if after is None else (before, after)


def _is_writers_addition(reading: Reading, cue: CueWord, i: int) -> bool:
    """Whether the words from token `i` on, after a whole sentence and its attribution, are the writer's."""
    token = reading.tokens[i]
    is_noun_phrase = cue.head.i < i and token.pos_ in NOUNS | {"DET", "ADJ"}
    if is_noun_phrase and (is_inverted(reading, cue) or reading.tokens[i - 1].text in LONG_DASHES):
        return True  # "..., said Ann Roe, a farmer", "..., she said — a change of mind"
    if token.lower_ in COORDINATORS and joins_other_speech(reading, cue, i + 1, i + 1, reading.layout.sentence(i)[1]):
        return True
    return token.lower_ in ADDITION_OPENERS or (token.tag_ == "VBG" and is_cue(reading, token))


def _find_between_commas(reading: Reading, cue: CueWord, sentence_start: int) -> tuple[int, Token, int] | None:
    """The comma before ", X said in court," the word for X, and the comma behind, whatever the tree makes of them."""
    tokens = reading.tokens
    end = find_comma_behind(reading, cue)
    if end is None or _names_thing(reading, cue):
        return None
    source: Token | None = None
    for i in range(cue.start - 1, max(sentence_start, cue.start - MAX_SUBJECT_BETWEEN_COMMAS) - 1, -1):
        token = tokens[i]
        if token.text == ",":
            is_inside = source is not None and i > sentence_start
            return (i, find_head(reading, source, i, cue.start), end) if is_inside and source is not None else None
        if token.is_punct or token.tag_ in FINITE | RELATIVE_PRONOUNS or not reading.layout.is_outside(i):
            return None
        if source is None and token.pos_ in NOUNS_AND_PRONOUNS:
            source = token
    return None


def _names_thing(reading: Reading, cue: CueWord) -> bool:
    """Whether a passive tells how others call its subject ("The act, as the plan is called, ..."), not "it is said"."""
    subject = reading.syntax.child(cue.head, "passive_subject")
    return reading.syntax.is_passive(cue.head) and subject is not None and subject.lower_ != "it"


RULE = Rule(
    RuleId.ASIDE,
    "..., X said: the rest of the sentence around a short attribution",
    (
        Example(
            "The bridge, Ann Roe said, is safe.",
            ("The bridge", "is safe"),
            "Ann Roe",
            "The rest of the sentence around a short attribution.",
        ),
        Example(
            "As Ann Roe put it, the bridge will fall.",
            ("the bridge will fall",),
            "Ann Roe",
            "An attribution with “as” may open its sentence.",
        ),
        Example(
            "It fell because, Ann Roe said, nobody had looked.",
            ("nobody had looked",),
            "Ann Roe",
            "A “because” right before the attribution opens the content.",
        ),
        Example(
            "The bridge is safe, said Ann Roe, a farmer.",
            ("The bridge is safe",),
            "Ann Roe",
            "After a whole sentence, a description of the source ends the content.",
        ),
        Example(
            "The bridge is safe, Ann Roe said, adding that the road was not.",
            ("The bridge is safe",),
            "Ann Roe",
            "So does another cue.",
        ),
        Example(
            "The bridge will close in June, the mayor, Ann Roe, said.",
            ("The bridge will close in June",),
            "Ann Roe",
            "The attribution may end the sentence, with its source in commas.",
        ),
        Example(
            "The plan, Ann Roe said, “is dead.”",
            ("The plan", "is dead"),
            "Ann Roe",
            "A quotation may end the sentence.",
        ),
    ),
    find,
)
