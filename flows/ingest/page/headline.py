"""The headline of a page: the one that is printed, where another field confirms it, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from flows.ingest.page.markup import Markup, flatten_strings

# What stands between a headline and the name of its site. A colon is none: "Live: …" belongs to the headline.
_SEPARATOR = re.compile(r"\s+[|–—·•»*-]+\s+")
# Shorter ones are names of sites and sections ("Log in", "World news").
_LEAST_WORDS = 3
_WORD = re.compile(r"\w+")


def normalise_words(text: str) -> list[str]:
    """The words of a text in lower case, by which two find_headlines are the same whatever their punctuation."""
    return _WORD.findall(text.lower())


def read_headline(tree: HtmlElement, markup: Markup) -> str | None:
    """The page's headline.

    A page states it several times, for readers, search engines and sharing, and edits them apart. What readers see
    (`<h1>`) is taken if any other field has it too, perhaps with the site's name behind it; else what most fields say.
    """
    names = _site_names(markup)
    stated = [_without_site(text, names) for text in _stated(tree, markup)]
    stated = [text for text in stated if len(normalise_words(text)) >= _LEAST_WORDS] or [
        text for text in stated if text
    ]
    for printed in _printed(tree):
        # On many a site the name in the page's head is an `<h1>` too.
        if normalise_words(printed) in names:
            continue
        if len(normalise_words(printed)) >= _LEAST_WORDS and any(_is_headline_of(printed, text) for text in stated):
            return printed
    if not stated:
        return next((text for text in _printed(tree) if text), None)
    votes = [normalise_words(text) for text in stated]
    return max(stated, key=lambda text: (votes.count(normalise_words(text)), -stated.index(text)))


def find_headlines(tree: HtmlElement, markup: Markup) -> set[tuple[str, ...]]:
    """Every headline that the page states, in words: none of them belongs to its body."""
    names = _site_names(markup)
    return {
        tuple(normalise_words(_without_site(text, names))) for text in [*_stated(tree, markup), *_printed(tree)]
    } - {()}


def _stated(tree: HtmlElement, markup: Markup) -> list[str]:
    """In the order in which they are trusted where they disagree one against one."""
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
    """Whether a stated headline is the printed one, or goes on after a separator with the name of a site."""
    want, have = normalise_words(printed), normalise_words(stated)
    return want == have or (have[: len(want)] == want and any(normalise_words(h) == want for h in _heads(stated)))


def _heads(text: str) -> list[str]:
    """What stands before each separator of a text."""
    return [text[: match.start()] for match in _SEPARATOR.finditer(text)]


def _site_names(markup: Markup) -> Sequence[list[str]]:
    publisher = markup.article.get("publisher")
    named = flatten_strings(publisher.get("name")) if isinstance(publisher, dict) else ()
    said = (markup.first("og:site_name"), markup.first("application-name"), *named)
    return [normalise_words(name) for name in said if name]


def _without_site(text: str, names: Sequence[list[str]]) -> str:
    """The text behind the site's name and a separator, or up to the separator after which the name comes."""
    for match in _SEPARATOR.finditer(text):
        if normalise_words(text[: match.start()]) in names:
            return text[match.end() :]
        tail = normalise_words(text[match.end() :])
        if any(name and tail[: len(name)] == name for name in names):
            return text[: match.start()]
    return text
