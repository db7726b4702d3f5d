"""Extracts the text of an article, in paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

import trafilatura
from lxml.html import HtmlElement

from flows.ingest.page.boilerplate import Boilerplate, keep_lines, prune
from flows.ingest.page.headline import normalise_words
from flows.ingest.page.markup import Markup

_STANDFIRST_TAGS = ("p", "h2", "h3", "h4", "div")
# Words of a standfirst. Shorter descriptions are slogans of a site; longer ones are the article itself.
_STANDFIRST_WORDS = range(5, 80)
# Headline, kicker and byline are among the first lines of a text, a note on the author among the last.
_EDGE_LINES = 4
# A text of which more than this share is linked lines is an index of articles.
_LINKED_SHARE = 0.5
_ABOUT_AUTHOR = re.compile(r"\s+(?:is|was|has|covers|writes|reports|works|joined)\b", re.IGNORECASE)


def read_body(
    tree: HtmlElement, markup: Markup, headlines: set[tuple[str, ...]], people: Sequence[str], rules: Boilerplate
) -> str:
    """The text, with a blank line between paragraphs; empty if the page has none. Changes `tree`."""
    standfirst = _standfirst(tree, markup)
    links = {" ".join(link.text_content().split()) for link in tree.iter("a")}
    prune(tree, rules)
    document = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False)
    text = "" if document is None or isinstance(document, dict) else document.text or ""
    lines = [line for raw in text.split("\n") if (line := " ".join(raw.split()))]
    if sum(len(line) for line in lines if line in links) > _LINKED_SHARE * sum(map(len, lines)):
        return ""
    lines = _without_edges(keep_lines(lines, rules), headlines, people)
    if lines and standfirst and not _contains(" ".join(lines), standfirst):
        lines.insert(0, standfirst)
    return "\n\n".join(lines)


def _standfirst(tree: HtmlElement, markup: Markup) -> str | None:
    """The summary under the headline, if the page prints the description in its metadata."""
    stated = (markup.first("og:description"), markup.first("description"), markup.article.get("description"))
    wanted = {tuple(normalise_words(text)): None for text in stated if isinstance(text, str)}
    wanted = {key: None for key in wanted if len(key) in _STANDFIRST_WORDS}
    if not wanted:
        return None
    for element in tree.iter(*_STANDFIRST_TAGS):
        # Only small blocks: their text is cheap to extract and is one paragraph.
        if len(element) <= 3 and tuple(normalise_words(element.text_content()[:1000])) in wanted:
            return " ".join(element.text_content().split())
    return None


def _contains(text: str, part: str) -> bool:
    return " ".join(normalise_words(part)) in " ".join(normalise_words(text))


def _without_edges(lines: list[str], headlines: set[tuple[str, ...]], people: Sequence[str]) -> list[str]:
    """The lines without the repeated headline and byline at the top, and the note on the author at the end."""
    bylines = {tuple(normalise_words(name)) for name in (*people, ", ".join(people), " and ".join(people))}
    head = [line for line in lines[:_EDGE_LINES] if not _is_heading(line, headlines, bylines)]
    rest = lines[_EDGE_LINES:]
    start = max(0, len(rest) - _EDGE_LINES)
    tail = [line for line in rest[start:] if not _is_about(line, people)]
    return head + rest[:start] + tail


def _is_heading(line: str, headlines: set[tuple[str, ...]], bylines: set[tuple[str, ...]]) -> bool:
    key = tuple(normalise_words(line))
    return key in headlines or key in bylines or (key[:1] == ("by",) and key[1:] in bylines)


def _is_about(line: str, people: Sequence[str]) -> bool:
    return any(line.startswith(name) and _ABOUT_AUTHOR.match(line[len(name) :]) for name in people)
