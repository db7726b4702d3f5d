"""Which cue belongs to which quotation, and which quotations go together, a paragraph at a time."""

from __future__ import annotations

from collections.abc import Callable, Set

from flows.enums import RuleId
from flows.extract.cues import CueWord
from flows.extract.rules.attribution import Attribution
from flows.extract.rules.cue_after import link_cue_after, link_reply_after
from flows.extract.rules.cue_before import link_colon_before, link_cue_before, link_sentence_before
from flows.extract.rules.quotation_context import is_subject
from flows.extract.rules.reading import Reading
from flows.extract.text.layout import QuotationSpan
from flows.extract.text.punctuation import QUOTATION_OPENERS
from flows.extract.text.tags import NOUNS_AND_PRONOUNS, VERBS

MAX_RESUMING_WORDS = 3
"""Words that may stand between an attribution's sentence and the speech that resumes: "Instead, “he ...”"."""
MAX_JOINING_TOKENS = 8
"""Tokens between two quotations of one sentence whose content goes on through both."""

Link = Callable[[Reading, QuotationSpan, Set[int]], Attribution | None]
"""Links a quotation to a cue. The set has the heads of the cues that earlier quotations took."""

LINKS: tuple[Link, ...] = (
    link_reply_after,  # first: the verb after the marks ("was") speaks of the quotation, so no other cue can have it
    link_cue_after,  # English news attributes after the quotation nine times in ten; an earlier cue has its own words
    link_cue_before,  # a cue right before the marks, with or without a comma or colon
    link_colon_before,  # any other verb or noun before a colon: only where no reporting verb is there
    link_sentence_before,  # last: a whole sentence away, so only a quotation that nothing else attributes
)


def attribute_quotations(reading: Reading) -> list[Attribution]:
    """The attributions of a document, in the order of their first quotation."""
    made: list[Attribution] = []
    used: set[int] = set()
    for number, quotation in enumerate(reading.layout.quotations):
        start = _find_continued_start(reading, made[-1], number) if made else None
        if start is not None:
            made[-1] = made[-1].extended(quotation, start)
            continue
        linked = _link(reading, quotation, used)
        if linked is None:
            continue
        if made and linked.cue.head.i == made[-1].cue.head.i:
            made[-1] = made[-1].extended(quotation, quotation.first)
        else:
            made.append(linked)
            used.add(linked.cue.head.i)
    return made


def find_free_cues(reading: Reading) -> list[CueWord]:
    """The verb cues that no quotation is linked to, in order."""
    used = {attribution.cue.head.i for attribution in reading.once(attribute_quotations)}
    return [cue for cue in reading.cues if cue.head.i not in used]


def _link(reading: Reading, quotation: QuotationSpan, used: Set[int]) -> Attribution | None:
    for link in LINKS:
        linked = link(reading, quotation, used)
        if linked is not None:
            return linked
    return None


def _find_continued_start(reading: Reading, attribution: Attribution, number: int) -> int | None:
    """The token at which quotation `number` goes on with an attribution; None where it does not.

    It goes on where a paragraph was left open, or as in “A,” X said. “B.”
    """
    quotation, before = reading.layout.quotations[number], reading.layout.quotations[number - 1]
    last = attribution.quotations[-1]
    if last is before and before.quoted.is_continued:
        return quotation.first
    if quotation.paragraph != last.paragraph or is_subject(reading, quotation):
        return None
    between = range(last.last + 1, quotation.first)
    own = attribution.cue.head.i
    if not any(reading.tokens[i].is_alpha for i in between):
        goes_on = own > quotation.last or not _has_cue_after(reading, quotation)
        return quotation.first if goes_on else None
    if own not in between:
        is_next = attribution.rule is RuleId.BEFORE and last is before
        return _find_joined_start(reading, last, quotation) if is_next else None
    return _find_start_after_cue(reading, own, between, quotation)


def _find_start_after_cue(reading: Reading, own: int, between: range, quotation: QuotationSpan) -> int | None:
    """The token at which a quotation goes on after the attribution that stands between it and the one before."""
    tokens = reading.tokens
    next_start = next((i for i in range(own + 1, quotation.first + 1) if tokens[i].is_sent_start), None)
    if next_start is not None:
        return None if _has_cue_after(reading, quotation) else _find_resumed_start(reading, next_start, quotation)
    is_lower = reading.text[quotation.inner[0]].islower()
    others = [i for i in between if i > own and i in reading.quoting_cues]
    others = [i for i in others if not (is_lower and tokens[i].tag_ == "VBG")]
    return quotation.first if not others and _follows_mark(reading, quotation) else None


def _has_cue_after(reading: Reading, quotation: QuotationSpan) -> bool:
    return link_cue_after(reading, quotation, frozenset()) is not None


def _find_joined_start(reading: Reading, last: QuotationSpan, quotation: QuotationSpan) -> int | None:
    """The first of a few words that join two quotations of one sentence: he wrote, “Rain,” she said “fell”."""
    between = range(last.last + 1, quotation.first)
    is_new = any(reading.tokens[i].is_sent_start for i in range(last.last + 1, quotation.first + 1))
    if is_new or len(between) > MAX_JOINING_TOKENS or any(i in reading.cue_heads for i in between):
        return None
    return between[0]


def _find_resumed_start(reading: Reading, start: int, quotation: QuotationSpan) -> int | None:
    """The token at which speech resumes in the sentence after its attribution, which starts at `start`."""
    words = [i for i in range(start, quotation.first) if not reading.layout.is_filler(i)]
    if not words:
        return quotation.first
    if len(words) > MAX_RESUMING_WORDS:
        return None
    return None if any(reading.tokens[i].pos_ in VERBS | NOUNS_AND_PRONOUNS for i in words) else words[0]


def _follows_mark(reading: Reading, quotation: QuotationSpan) -> bool:
    opener = reading.layout.before(quotation.first)
    return opener is not None and reading.tokens[opener].text in QUOTATION_OPENERS
