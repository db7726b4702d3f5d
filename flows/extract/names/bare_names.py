"""The bare name in a text: without its title, its leading article and its possessive."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flows.extract.names.identity import ARTICLE

POSSESSIVE = re.compile(r"(?:['’`]s|['’])$")


def strip_name(text: str, titles: Iterable[str]) -> tuple[int, int, str]:
    """Return where the bare name stands in `text`, and the title before it: "Mr. Tim Scott's" gives (4, 13, "Mr.")."""
    end = len(text) - len(found.group()) if (found := POSSESSIVE.search(text)) else len(text)
    start = article.end() if (article := ARTICLE.match(text)) else 0
    title = ""
    vocabulary = titles if isinstance(titles, (set, frozenset, dict)) else frozenset(titles)
    while (at := _title_end(text, start, end, vocabulary)) is not None:
        title, start = text[start:at].strip(), at
    return start, end, title


def _title_end(text: str, start: int, end: int, titles: Iterable[str]) -> int | None:
    """The end of the longest title (up to three words) at `start` that leaves a name after it, else None."""
    ends = [m.end() for m in re.finditer(r"\S+\s+", text[start:end])][:3]
    for length in reversed(ends):
        if text[start : start + length].strip().lower() in titles:
            return start + length
    return None
