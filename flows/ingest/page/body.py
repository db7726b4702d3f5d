"""The text of a page's article, in paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

import trafilatura
from lxml.html import HtmlElement

from flows.ingest.page.boilerplate import Boilerplate, keep_lines, prune
from flows.ingest.page.headline import normalise_words
from flows.ingest.page.markup import Markup

_STANDFIRST_TAGS = ("p", "h2", "h3", "h4", "div")
# Shorter descriptions are slogans of a site; longer ones are the article itself.
_STANDFIRST_WORDS = range(5, 80)
# Headline, kicker, byline and time stand in the first lines, a note on the author in the last.
_EDGE_LINES = 4
# A text that is mostly whole lines of link is the list of a section, not an article.
_LINKED_SHARE = 0.5
_ABOUT_AUTHOR = re.compile(r"\s+(?:is|was|has|covers|writes|reports|works|joined)\b", re.IGNORECASE)


def read_body(
    tree: HtmlElement, markup: Markup, find_headlines: set[tuple[str, ...]], people: Sequence[str], rules: Boilerplate
) -> str:
    """The article's text, paragraphs apart by a blank line; empty where the page has none. Changes `tree`."""
    standfirst = _standfirst(tree, markup)
    links = {" ".join(link.text_content().split()) for link in tree.iter("a")}
    prune(tree, rules)
    document = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False)
    text = "" if document is None or isinstance(document, dict) else document.text or ""
    lines = [line for raw in text.split("\n") if (line := " ".join(raw.split()))]
    if sum(len(line) for line in lines if line in links) > _LINKED_SHARE * sum(map(len, lines)):
        return ""
    lines = _without_edges(keep_lines(lines, rules), find_headlines, people)
    if lines and standfirst and not _contains(" ".join(lines), standfirst):
        lines.insert(0, standfirst)
    return "\n\n".join(lines)


def _standfirst(tree: HtmlElement, markup: Markup) -> str | None:
    """The summary under the headline, if the page prints the one that it states."""
    stated = (markup.first("og:description"), markup.first("description"), markup.article.get("description"))
    wanted = {tuple(normalise_words(text)): None for text in stated if isinstance(text, str)}
    wanted = {key: None for key in wanted if len(key) in _STANDFIRST_WORDS}
    if not wanted:
        return None
    for element in tree.iter(*_STANDFIRST_TAGS):
        # Only blocks that hold no other block: their text is cheap to take, and is one paragraph.
        if len(element) <= 3 and tuple(normalise_words(element.text_content()[:1000])) in wanted:
            return " ".join(element.text_content().split())
    return None


def _contains(text: str, part: str) -> bool:
    return " ".join(normalise_words(part)) in " ".join(normalise_words(text))


def _without_edges(lines: list[str], find_headlines: set[tuple[str, ...]], people: Sequence[str]) -> list[str]:
    """Without the headline and byline that are repeated on top, and the note on the author below."""
    bylines = {tuple(normalise_words(name)) for name in (*people, ", ".join(people), " and ".join(people))}
    head = [line for line in lines[:_EDGE_LINES] if not _is_heading(line, find_headlines, bylines)]
    rest = lines[_EDGE_LINES:]
    start = max(0, len(rest) - _EDGE_LINES)
    tail = [line for line in rest[start:] if not _is_about(line, people)]
    return head + rest[:start] + tail


def _is_heading(line: str, find_headlines: set[tuple[str, ...]], bylines: set[tuple[str, ...]]) -> bool:
    said = tuple(normalise_words(line))
    return said in find_headlines or said in bylines or (said[:1] == ("by",) and said[1:] in bylines)


def _is_about(line: str, people: Sequence[str]) -> bool:
    return any(line.startswith(name) and _ABOUT_AUTHOR.match(line[len(name) :]) for name in people)
