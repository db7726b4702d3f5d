"""What stands on a page and is no part of its article: blocks by their markup, lines by their words (seeds)."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from lxml.html import HtmlElement

if TYPE_CHECKING:
    from lxml.cssselect import CSSSelector

_BLOCKS = ("aside", "blockquote", "div", "figcaption", "figure", "footer", "h2", "h3", "h4", "h5", "h6", "li", "ol",
           "p", "section", "span", "ul")  # fmt: skip
_LINKED = ("p", "li", "h2", "h3", "h4", "h5", "h6")
# A link of this many words that ends like a sentence is a sentence that happens to be linked.
_SENTENCE_WORDS = 8
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\Z")
# A block called "…sidebar" that holds most of a page's words is its main column, whatever it is called.
_LARGEST_SHARE = 0.4
# Captions run to a few lines; a longer text in a block with a picture is an article's.
_CAPTION_CHARS = 400
# A longer line speaks for itself, even where it begins like a promotion.
_LINE_WORDS = 45
# What follows "More from …" is the rest of the page, unless it stands in the first half: then it is a subheading.
_TAIL_FROM = 0.5


@dataclass(frozen=True)
class Boilerplate:
    """The rules of `seeds/boilerplate.csv`, one pattern a place, and what a source's own selectors select."""

    block: re.Pattern[str]
    picture: re.Pattern[str]
    line: re.Pattern[str]
    tail: re.Pattern[str]
    selected: CSSSelector | None = None


@lru_cache(maxsize=64)
def load_boilerplate(
    path: Path, block: str | None = None, line: str | None = None, selectors: str | None = None
) -> Boilerplate:
    """The rules in a CSV file with the columns place, pattern and reason, and a source's own for blocks and lines."""
    patterns: dict[str, list[str]] = {"block": [], "picture": [], "line": [], "tail": []}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            patterns[row["place"]].append(row["pattern"])
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
    """Take out of `tree` the blocks that are no part of an article: what its source selects, by class, captions,
    teasers that are all link."""
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
    """Whether all words of a block are a link, and they are no sentence: a teaser for another article."""
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
    """The lines that belong to an article: no promotions, and nothing after the heading of the page's other parts."""
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
