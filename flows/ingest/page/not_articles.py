"""Recognises pages that stand in place of an article: not found, consent, bot checks, log-ins (`not_articles.csv`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from flows.ingest.text.words import count_words
from flows.seeds import read_seed
from flows.settings import HOME

# Longer pages are articles, whatever their headline says.
_MAX_WORDS = 250
# A page without a telling title needs this many phrases of one kind: articles about cookies use one or two of them.
_MIN_PHRASES = 3
# A telling title counts as two phrases: "Page not found: how the chronicle lost a chapter" is an article's.
_TITLE_PHRASES = 2
_TITLE_WORDS = 12
_NAMES = {
    "not_found": "a page that says that the article was not found",
    "consent": "a wall that asks for consent",
    "bot_check": "a check for bots",
    "login": "a page that asks to log in",
    "unsupported": "a page for browsers that are not supported",
    "maintenance": "an error of the server",
}
_PLACES = ("title", "text")


@dataclass(frozen=True)
class _Patterns:
    titles: tuple[re.Pattern[str], ...]
    texts: tuple[re.Pattern[str], ...]


def describe_wall(titles: Iterable[str], text: str) -> str | None:
    """What stands in place of an article, in words; None if the page may be an article."""
    if count_words(text) > _MAX_WORDS:
        return None
    titles = [title for title in titles if title]
    for kind, patterns in _load_patterns().items():
        score = sum(pattern.search(text) is not None for pattern in patterns.texts)
        if any(_is_telling(title, patterns) for title in titles):
            score += _TITLE_PHRASES
        if score >= _MIN_PHRASES or (score >= _TITLE_PHRASES and not patterns.texts):
            return _NAMES[kind]
    return None


def _is_telling(title: str, patterns: _Patterns) -> bool:
    """Whether a short title begins with a phrase, perhaps after the name of the site."""
    if len(title.split()) > _TITLE_WORDS:
        return False
    parts = re.split(r"\s+[|–—·•-]\s+|:\s+", title)
    return any(pattern.match(part.strip(" .…!?")) for pattern in patterns.titles for part in parts)


@cache
def _load_patterns() -> dict[str, _Patterns]:
    found: dict[str, dict[str, list[re.Pattern[str]]]] = {}
    for row in read_seed(HOME / "seeds", "not_articles", ("kind", "place", "pattern", "reason")):
        by_place = found.setdefault(row.choice("kind", _NAMES), {place: [] for place in _PLACES})
        try:
            pattern = re.compile(row["pattern"], re.IGNORECASE)
        except re.error as error:
            raise row.error("pattern", f"not a regular expression: {error}") from None
        by_place[row.choice("place", _PLACES)].append(pattern)
    return {kind: _Patterns(tuple(places["title"]), tuple(places["text"])) for kind, places in found.items()}
