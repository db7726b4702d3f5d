"""Who writes an article: whom "I" means outside quotation marks, where the text signs itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.enums import Label
from flows.extract.names.mentions import Mention
from flows.extract.text.layout import Layout

FIRST_PERSON = frozenset({"i", "me", "my", "myself"})
BYLINE = re.compile(r"by\s+", re.IGNORECASE)
ABOUT = re.compile(r"\s+(?:is|was|teaches|writes|works|serves)\b|,\s+an?\s|\s*$")
"""What follows the writer's name in a last paragraph ("Ann Roe is a professor in Rome")."""
OPENING, CLOSING = 4, 3
"""Paragraphs at the start and end of an article in which its writer is named."""


def find_writer(layout: Layout, mentions: Sequence[Mention]) -> Mention | None:
    """The person of a byline ("By Ann Roe"), else of a last paragraph that starts with the name and says who it is."""
    starts = {mention.start: mention for mention in mentions if mention.label == Label.PERSON}
    for start, _ in layout.paragraphs[:OPENING]:
        found = BYLINE.match(layout.text, start)
        if found and found.end() in starts:
            return starts[found.end()]
    for start, _ in reversed(layout.paragraphs[-CLOSING:]):
        mention = starts.get(start)
        if mention is not None and len(layout.paragraphs) > 1 and ABOUT.match(layout.text, mention.end):
            return mention
    return None
