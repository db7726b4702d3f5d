"""How sure a row is: the measured share of right rows among those found by the same rule on the same evidence.

The evidence is what can be seen of a row without knowing the truth; the shares are data (`seeds/quote_confidence.csv`),
fitted on news articles that no weights were trained on.
"""

from __future__ import annotations

from flows.extract.layout import Layout
from flows.extract.quotes import Draft, Speaker

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def evidence(layout: Layout, draft: Draft, kind: str, speaker: Speaker | None) -> str:
    """'strong', 'fair' or 'weak'.

    Strong and fair rows have a verb of saying with a subject of its own, and a content that ends with its sentence or
    quotation; the strong ones' speaker is named, or what they say stands in quotation marks throughout.
    """
    if speaker is None or draft.source is None or not draft.cue.takes("quote") or not _is_plain(layout, draft):
        return "weak"
    is_whole = kind == "direct" or draft.rule == "aside" or _ends_sentence(layout, draft.segments[-1][1])
    if not is_whole or (speaker.form == "pronoun" and draft.source.tag_ in {"WDT", "WP"}):
        return "weak"
    return "strong" if kind == "direct" or speaker.form == "name" else "fair"


def _is_plain(layout: Layout, draft: Draft) -> bool:
    """Whether the source belongs to the cue itself, and the cue is finite (or a phrase such as "according to")."""
    head, source = draft.cue.head, draft.source
    if draft.rule in {"phrase", "label"}:
        return True
    is_finite = head.tag_ in FINITE or layout.doc[draft.cue.start].tag_ in FINITE
    if draft.rule == "aside":
        return is_finite and draft.cue.cue_class == "speech"
    return is_finite and source is not None and (source.head.i == head.i or draft.rule == "clause")


def _ends_sentence(layout: Layout, end: int) -> bool:
    """Whether only punctuation follows the code point `end` in its sentence."""
    last = layout.token_at(end - 1)
    _, sentence_end = layout.sentence(last)
    return all(layout.is_filler(i) for i in range(last + 1, sentence_end))
