"""Removes parts of a page that do not belong to its article: blocks by their markup, lines by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from flows.seeds import read_seed

if TYPE_CHECKING:
    from lxml.cssselect import CSSSelector

_BLOCKS = ("aside", "blockquote", "div", "figcaption", "figure", "footer", "h2", "h3", "h4", "h5", "h6", "li", "ol",
           "p", "section", "span", "ul")  # fmt: skip
_LINKED = ("p", "li", "h2", "h3", "h4", "h5", "h6")
# A link with this many words that ends like a sentence is a linked sentence, not a teaser.
_SENTENCE_WORDS = 8
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\Z")
# A block that holds this share of a page's characters is its main column, even if its class is "sidebar".
_LARGEST_SHARE = 0.4
# A longer text in a block with a picture belongs to the article and is not a caption.
_CAPTION_CHARS = 400
# A longer line belongs to the article, even if it begins like a promotion.
_LINE_WORDS = 45
# "More from …" ends an article, but in the first half of the text it is a subheading.
_TAIL_FROM = 0.5


@dataclass(frozen=True)
class Boilerplate:
    """The rules of `boilerplate.csv`, one pattern per place, and the CSS selectors of a source."""

    block: re.Pattern[str]
    picture: re.Pattern[str]
    line: re.Pattern[str]
    tail: re.Pattern[str]
    selected: CSSSelector | None = None


@lru_cache(maxsize=64)
def load_boilerplate(
    seeds: Path, block: str | None = None, line: str | None = None, selectors: str | None = None
) -> Boilerplate:
    """The rules of `boilerplate.csv`, with a source's own rules for blocks, lines and selectors."""
    patterns: dict[str, list[str]] = {"block": [], "picture": [], "line": [], "tail": []}
    for row in read_seed(seeds, "boilerplate", ("place", "pattern", "reason")):
        patterns[row.choice("place", patterns)].append(row["pattern"])
    patterns["block"] += [block] if block else []
    patterns["line"] += [line] if line else []
    return Boilerplate(**{place: _any_of(found) for place, found in patterns.items()}, selected=_selector(selectors))


def _selector(selectors: str | None) -> CSSSelector | None:
    if selectors is None:
        return None
    from lxml.cssselect import CSSSelector

    return CSSSelector(selectors, translator="html")


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def prune(tree: HtmlElement, rules: Boilerplate) -> None:
    """Remove from `tree` the blocks that are not part of an article: by selector, by class, captions, teasers."""
    for element in rules.selected(tree) if rules.selected else ():
        if element.getparent() is not None:
            element.drop_tree()
    chars = len(tree.text_content())
    body = tree.find("body")
    for element in list((body if body is not None else tree).iter(*_BLOCKS)):
        if element.getparent() is not None and _is_boilerplate(element, rules, chars):
            element.drop_tree()


def _is_boilerplate(element: HtmlElement, rules: Boilerplate, chars: int) -> bool:
    if element.tag == "figcaption":
        return True
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    if name != " ":
        if rules.block.search(name):
            return len(element.text_content()) < _LARGEST_SHARE * chars
        if rules.picture.search(name) and element.find(".//img") is not None:
            return len(element.text_content().strip()) < _CAPTION_CHARS
    return element.tag in _LINKED and _is_link(element)


def _is_link(element: HtmlElement) -> bool:
    """Whether a block is a teaser for another article: all of its words are a link, and they are not a sentence."""
    links = [link for link in element.iter("a") if link.get("href")]
    if not links and not (element.tag.startswith("h") and next(element.iterancestors("a"), None) is not None):
        return False
    text = " ".join(element.text_content().split())
    if not text or (
        links and len("".join("".join(link.text_content() for link in links).split())) < len("".join(text.split()))
    ):
        return False
    return len(text.split()) < _SENTENCE_WORDS or not _SENTENCE_END.search(text)


def keep_lines(lines: Sequence[str], rules: Boilerplate) -> list[str]:
    """The lines of an article: without promotions, and without everything after a heading like "More from …"."""
    total = sum(map(len, lines)) or 1
    kept: list[str] = []
    passed = 0
    for line in lines:
        if passed >= _TAIL_FROM * total and rules.tail.fullmatch(line):
            break
        passed += len(line)
        if len(line.split()) > _LINE_WORDS or not rules.line.search(line):
            kept.append(line)
    return kept
