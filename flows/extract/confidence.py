"""How sure a row is: the measured share of right rows among those found by the same rule on the same evidence.

The evidence is what can be seen of a row without knowing the truth; the shares are data (`seeds/quote_confidence.csv`),
fitted by `benchmarks/confidence.py` on news articles that no weights were trained on.
"""

from __future__ import annotations

from flows.extract.quotes import Draft, Speaker
from flows.extract.text.layout import Layout
from flows.extract.text.syntax import FINITE, NEGATIONS

EVIDENCE = ("strong", "fair", "weak", "poor")
RELATIVE = frozenset({"WDT", "WP"})
SHORT = 5
"""Tokens under which a content is right less often, whatever the rule."""
SIGNS = 4
"""Of six good signs, as many as part the weak rows from the poor ones; the shares part best there."""


def evidence(layout: Layout, draft: Draft, kind: str, speaker: Speaker | None) -> str:
    """One of `EVIDENCE`.

    Strong and fair rows have a verb of saying with a subject of its own, and a content that ends with its sentence or
    quotation. The strong ones' speaker is named, or known with all that is said inside quotation marks. Of the others
    the weak ones have most of these signs, the poor ones few.
    """
    if speaker is None or draft.source is None or not draft.cue.takes("quote") or not _is_plain(layout, draft):
        return _without_form(layout, draft, speaker)
    is_whole = kind == "direct" or draft.rule == "aside" or _ends_sentence(layout, draft.segments[-1][1])
    if not is_whole or (speaker.form == "pronoun" and draft.source.tag_ in RELATIVE):
        return _without_form(layout, draft, speaker)
    is_known = speaker.resolution != "unresolved"
    return "strong" if is_known and (kind == "direct" or speaker.form == "name") else "fair"


def _without_form(layout: Layout, draft: Draft, speaker: Speaker | None) -> str:
    """'weak' or 'poor', by the number of good signs."""
    head, source = draft.cue.head, draft.source
    sentence_start, _ = layout.sentence(head.i)
    first, last = layout.token_at(draft.segments[0][0]), layout.token_at(draft.segments[-1][1] - 1)
    signs = [
        head.tag_ in FINITE,
        source is not None and source.head.i == head.i,
        source is not None and source.left_edge.i <= sentence_start + 1,
        speaker is not None and speaker.form == "name",
        last - first >= SHORT,
        _ends_sentence(layout, draft.segments[-1][1]),
    ]
    is_relative = source is not None and source.tag_ in RELATIVE
    return "weak" if sum(signs) - is_relative >= SIGNS else "poor"


def _is_plain(layout: Layout, draft: Draft) -> bool:
    """Whether the source belongs to the cue itself, and the cue is finite, not denied (or a phrase: "according to")."""
    head, source = draft.cue.head, draft.source
    if draft.rule in {"phrase", "label"}:
        return True
    if any(token.lower_ in NEGATIONS for token in layout.tokens[draft.cue.start : draft.cue.end]):
        return False  # "never said": what was not said is nobody's quotation
    is_finite = head.tag_ in FINITE or layout.doc[draft.cue.start].tag_ in FINITE
    if draft.rule == "aside":
        return is_finite and draft.cue.cue_class == "speech"
    return is_finite and source is not None and (source.head.i == head.i or draft.rule == "clause")


def _ends_sentence(layout: Layout, end: int) -> bool:
    """Whether only punctuation follows the code point `end` in its sentence."""
    last = layout.token_at(end - 1)
    _, sentence_end = layout.sentence(last)
    return all(layout.is_filler(i) for i in range(last + 1, sentence_end))
