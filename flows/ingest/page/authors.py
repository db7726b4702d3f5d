"""Finds the authors of a page: JSON-LD, `<meta>`, microdata, byline. Persons win over organisations from any place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from flows.ingest.authors.byline import Named, parse_byline, prefer_persons
from flows.ingest.authors.names import Kind
from flows.ingest.authors.vocabulary import find_agency
from flows.ingest.page.markup import Markup, flatten_strings

_META = ("author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "article:author",
         "citation_author", "cxenseparse:author")  # fmt: skip
_MAX_ELEMENTS = 50
_MAX_CHARS = 300


def find_authors(tree: HtmlElement, markup: Markup, outlets: frozenset[str]) -> list[Named]:
    """The names in the first place that names a person; else in the first that names anybody.

    A news agency that JSON-LD lists as a person beside the others is printed in the byline ("Ida Wren and AP"): its
    kind is `PERSON` too.
    `outlets` has the names of the site and its publisher in lower case.
    """
    best: list[Named] = []
    for texts in _places(tree, markup):
        named = [one for text in texts if text for one in parse_byline(text, outlets)]
        if _best_kind(named) is Kind.PERSON:
            agencies = set(_agencies_as_persons(markup.article.get("author")))
            return [(name, Kind.PERSON if name in agencies else kind) for name, kind in named]
        if _best_kind(named) < _best_kind(best):
            best = named
    return best


def find_listed_authors(names: Iterable[str]) -> tuple[str, ...]:
    """The authors that a feed names."""
    return prefer_persons(named for name in names for named in parse_byline(name))


def _best_kind(named: Iterable[Named]) -> Kind:
    return min((kind for _, kind in named), default=Kind.NOBODY)


def _places(tree: HtmlElement, markup: Markup) -> Iterator[Iterable[str]]:
    """The texts in each place, the most reliable first. The byline comes last, since finding it is slow."""
    yield _json_ld_names(markup.article.get("author"), markup)
    yield [text for name in _META for text in markup.meta.get(name, ())]
    yield _json_ld_names(markup.article.get("creator"), markup)
    yield _microdata_names(tree)
    yield _linked_names(tree)
    yield filter(None, [_byline(tree)])


def _json_ld_names(value: object, markup: Markup, depth: int = 0) -> Iterator[str]:
    """The names in an `author` property: texts, persons, organisations, references to them, lists of these."""
    if isinstance(value, list):
        for item in value[:_MAX_ELEMENTS]:
            yield from _json_ld_names(item, markup, depth)
    elif isinstance(value, str):
        yield from flatten_strings(value)
    elif isinstance(value, dict):
        names = [*flatten_strings(value.get("name"))] or [*flatten_strings(value.get("byline"))]
        yield from names
        if not names and depth == 0 and (node := markup.nodes.get(str(value.get("@id")))) is not None:
            yield from _json_ld_names(node, markup, 1)


def _agencies_as_persons(authors: object) -> Iterator[str]:
    """The news agencies among the nodes of the type `Person` in an `author` property."""
    for node in authors if isinstance(authors, list) else ():
        if isinstance(node, dict) and "Person" in flatten_strings(node.get("@type")):
            yield from filter(find_agency, flatten_strings(node.get("name")))


def _microdata_names(tree: HtmlElement) -> Iterator[str]:
    """The names in elements with `itemprop="author"`."""
    found = tree.xpath(".//*[self::* and not(self::meta) and (@itemprop='author' or @itemprop='creator')]")
    for element in _first_group([one for one in found[:_MAX_ELEMENTS] if _has_headline(_scope_of(one))]):
        names = element.xpath(".//*[@itemprop='name']")
        for inner in names or [element]:
            yield _short_text(inner.get("content") or inner.text_content())


def _linked_names(tree: HtmlElement) -> Iterator[str]:
    """The texts of links with `rel="author"`."""
    found = tree.xpath(".//a[contains(concat(' ', @rel, ' '), ' author ')]")[:_MAX_ELEMENTS]
    own = [one for one in found if _has_headline(next(one.iterancestors("article"), None))]
    yield from (_short_text(element.text_content()) for element in _first_group(own))


def _scope_of(element: HtmlElement) -> HtmlElement | None:
    return next((one for one in element.iterancestors() if one.get("itemscope") is not None), None)


def _first_group(elements: list[HtmlElement]) -> list[HtmlElement]:
    """The first element and those beside it: the bylines of teasers stand in other blocks."""
    if not elements:
        return []
    block = _block_of(elements[0])
    return [element for element in elements if _block_of(element) & block]


def _block_of(element: HtmlElement) -> set[HtmlElement]:
    parent = element.getparent()
    return {one for one in (parent, parent.getparent() if parent is not None else None) if one is not None}


def _has_headline(scope: HtmlElement | None) -> bool:
    """Whether an element is that of the page's own article: teasers of other articles have no `<h1>`."""
    return scope is None or scope.find(".//h1") is not None


def _short_text(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MAX_CHARS else ""


def _byline(tree: HtmlElement) -> str | None:
    from trafilatura.metadata import extract_author

    return extract_author(tree)
