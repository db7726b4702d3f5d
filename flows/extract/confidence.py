"""How sure a row is: the measured share of right rows among those found by the same rule on the same evidence.

Evidence is graded without knowing the truth, and so is the certainty of the person behind a pronoun or description,
which lowers the share of the words. The shares are data (`seeds/quote_confidence.csv`), fitted by
`benchmarks/confidence.py` on news articles that no weights were trained on.
"""

from __future__ import annotations

from enum import StrEnum

from flows.enums import CueClass, MentionKind, QuoteKind, Resolution, RuleId
from flows.extract.cues import is_finite
from flows.extract.quotes import Candidate, Speaker
from flows.extract.text.layout import Layout
from flows.extract.text.syntax import NEGATIONS
from flows.extract.text.tags import FINITE, RELATIVE_PRONOUNS
from flows.extract.text.tokens import Token


class Evidence(StrEnum):
    """How much speaks for a row, from most to least."""

    STRONG = "strong"
    FAIR = "fair"
    WEAK = "weak"
    POOR = "poor"


class Certainty(StrEnum):
    """How a speaker was resolved, as far as it tells how often the person is right."""

    NAMED = "named"
    DOUBTFUL = "doubtful"
    ROLE = "role"
    UNRESOLVED = "unresolved"


SURE_CHANCE = 0.9
"""Chance of an antecedent from which a pronoun is as sure as a name: on 90 news articles 95 in 100 are right."""
MIN_SURE_TOKENS = 5
"""Tokens under which a content is right less often, whatever the rule."""
MIN_GOOD_SIGNS = 4
"""Good signs, of six, that a weak row has and a poor one lacks; the shares of right rows differ most there."""
VERBLESS_RULES = frozenset({RuleId.PHRASE, RuleId.LABEL})


def grade_evidence(layout: Layout, candidate: Candidate, kind: QuoteKind) -> Evidence:
    """Return the grade of a candidate whose speaker is resolved.

    Strong and fair rows have a verb of saying with a subject of its own, and a content that ends with its sentence or
    quotation. The strong ones name their speaker, or know it and have all words inside quotation marks. Of the others
    the weak ones have most of the good signs, the poor ones few.
    """
    speaker, source = candidate.speaker, candidate.source
    is_plain = speaker is not None and candidate.cue.takes("quote") and _is_plain(layout, candidate)
    if speaker is None or not is_plain or not _is_whole(layout, candidate, kind):
        return _count_signs(layout, candidate)
    if speaker.form == MentionKind.PRONOUN and _is_relative(source):
        return _count_signs(layout, candidate)
    is_known = speaker.resolution != Resolution.UNRESOLVED
    is_certain = kind == QuoteKind.DIRECT or speaker.form == MentionKind.NAME
    return Evidence.STRONG if is_known and is_certain else Evidence.FAIR


def grade_certainty(speaker: Speaker) -> Certainty:
    """Return the grade of a resolved speaker."""
    if speaker.resolution == Resolution.ROLE:
        return Certainty.ROLE if speaker.chance >= SURE_CHANCE else Certainty.DOUBTFUL
    if speaker.resolution == Resolution.UNRESOLVED:
        return Certainty.UNRESOLVED
    is_guess = speaker.resolution == Resolution.COREFERENCE
    is_sure = speaker.form == MentionKind.PRONOUN and speaker.chance >= SURE_CHANCE
    return Certainty.DOUBTFUL if is_guess and not is_sure else Certainty.NAMED


def _count_signs(layout: Layout, candidate: Candidate) -> Evidence:
    """Weak or poor, by the number of good signs."""
    head, source, speaker = candidate.cue.head, candidate.source, candidate.speaker
    sentence_start, _ = layout.sentence(head.i)
    first, last = layout.token_at(candidate.segments[0][0]), layout.token_at(candidate.segments[-1][1] - 1)
    signs = [
        head.tag_ in FINITE,
        source is not None and source.head.i == head.i,
        source is not None and source.left_edge.i <= sentence_start + 1,
        speaker is not None and speaker.form == MentionKind.NAME,
        last - first >= MIN_SURE_TOKENS,
        _ends_sentence(layout, candidate),
    ]
    return Evidence.WEAK if sum(signs) - _is_relative(source) >= MIN_GOOD_SIGNS else Evidence.POOR


def _is_relative(source: Token | None) -> bool:
    return source is not None and source.tag_ in RELATIVE_PRONOUNS


def _is_plain(layout: Layout, candidate: Candidate) -> bool:
    """Whether the source belongs to the cue itself, and the cue is finite and not denied, or a phrase or label."""
    cue, source = candidate.cue, candidate.source
    if candidate.rule in VERBLESS_RULES:
        return True
    if any(token.lower_ in NEGATIONS for token in layout.tokens[cue.start : cue.end]):
        return False  # "never said": what was not said is nobody's quotation
    if candidate.rule == RuleId.ASIDE:
        return is_finite(cue) and cue.cue_class == CueClass.SPEECH
    is_own = source is not None and (source.head.i == cue.head.i or candidate.rule == RuleId.CLAUSE)
    return is_finite(cue) and is_own


def _is_whole(layout: Layout, candidate: Candidate, kind: QuoteKind) -> bool:
    """Whether the content is a quotation or ends with its sentence, as an aside always does."""
    return kind == QuoteKind.DIRECT or candidate.rule == RuleId.ASIDE or _ends_sentence(layout, candidate)


def _ends_sentence(layout: Layout, candidate: Candidate) -> bool:
    """Whether only punctuation follows a content in its sentence."""
    last = layout.token_at(candidate.segments[-1][1] - 1)
    _, sentence_end = layout.sentence(last)
    return all(layout.is_filler(i) for i in range(last + 1, sentence_end))
