"""Selects the headline of a page: the printed one if another field confirms it, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from flows.ingest.page.markup import Markup, flatten_strings

# Separators between a headline and the name of its site. A colon is not one: "Live: …" belongs to the headline.
_SEPARATOR = re.compile(r"\s+[|–—·•»*-]+\s+")
# Shorter texts are names of sites and sections ("Log in", "World news").
_LEAST_WORDS = 3
_WORD = re.compile(r"\w+")


def normalise_words(text: str) -> list[str]:
    """The words of a text in lower case, by which headlines are compared."""
    return _WORD.findall(text.lower())


def read_headline(tree: HtmlElement, markup: Markup, title_from: str | None = None) -> str | None:
    """The page's headline. `title_from` is the place that a source prefers: `h1`, `og`, `json-ld` or `title`.

    A page states it several times (for readers, search engines and sharing), and edits the copies separately. The
    printed one (`<h1>`) wins if another field has it too, perhaps followed by the site's name; else the most
    frequent one wins.
    """
    names = _site_names(markup)
    if title_from and (preferred := _preferred(tree, markup, title_from)):
        return _without_site(preferred, names)
    stated = [_without_site(text, names) for text in _stated(tree, markup)]
    stated = [text for text in stated if len(normalise_words(text)) >= _LEAST_WORDS] or [
        text for text in stated if text
    ]
    for printed in _printed(tree):
        # Many sites print their own name as an `<h1>` too.
        if normalise_words(printed) in names:
            continue
        if len(normalise_words(printed)) >= _LEAST_WORDS and any(_is_headline_of(printed, text) for text in stated):
            return printed
    if not stated:
        return next((text for text in _printed(tree) if text), None)
    votes = [normalise_words(text) for text in stated]
    return max(stated, key=lambda text: (votes.count(normalise_words(text)), -stated.index(text)))


def _preferred(tree: HtmlElement, markup: Markup, place: str) -> str | None:
    if place == "h1":
        return next(filter(None, _printed(tree)), None)
    if place == "og":
        return markup.first("og:title")
    if place == "json-ld":
        return next(flatten_strings(markup.article.get("headline")), None)
    title = tree.find(".//title")
    return " ".join(title.text_content().split()) if title is not None else None


def find_headlines(tree: HtmlElement, markup: Markup) -> set[tuple[str, ...]]:
    """Every headline that the page states, in words. None of them belongs to the body."""
    names = _site_names(markup)
    return {
        tuple(normalise_words(_without_site(text, names))) for text in [*_stated(tree, markup), *_printed(tree)]
    } - {()}


def _stated(tree: HtmlElement, markup: Markup) -> list[str]:
    """The stated headlines, the most reliable first."""
    title = tree.find(".//title")
    return [
        *list(flatten_strings(markup.article.get("headline")))[:1],
        *markup.meta.get("og:title", ())[:1],
        *markup.meta.get("twitter:title", ())[:1],
        *([" ".join(title.text_content().split())] if title is not None else []),
    ]


def _printed(tree: HtmlElement) -> list[str]:
    return [" ".join(element.text_content().split()) for element in tree.iter("h1")]


def _is_headline_of(printed: str, stated: str) -> bool:
    """Whether a stated headline is the printed one, perhaps followed by a separator and the name of a site."""
    want, have = normalise_words(printed), normalise_words(stated)
    return want == have or (have[: len(want)] == want and any(normalise_words(h) == want for h in _heads(stated)))


def _heads(text: str) -> list[str]:
    """The parts of a text before each separator."""
    return [text[: match.start()] for match in _SEPARATOR.finditer(text)]


def _site_names(markup: Markup) -> Sequence[list[str]]:
    publisher = markup.article.get("publisher")
    named = flatten_strings(publisher.get("name")) if isinstance(publisher, dict) else ()
    said = (markup.first("og:site_name"), markup.first("application-name"), *named)
    return [normalise_words(name) for name in said if name]


def _without_site(text: str, names: Sequence[list[str]]) -> str:
    """The text without the site's name and a separator before or after it."""
    for match in _SEPARATOR.finditer(text):
        if normalise_words(text[: match.start()]) in names:
            return text[match.end() :]
        tail = normalise_words(text[match.end() :])
        if any(name and tail[: len(name)] == name for name in names):
            return text[: match.start()]
    return text
