"""Reads the article on a page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import trafilatura

from flows.ingest.article.draft import Draft
from flows.ingest.listings.entry import NO_ENTRY, ListingEntry
from flows.ingest.page.authors import find_listed_authors
from flows.ingest.page.body import read_body
from flows.ingest.page.boilerplate import load_boilerplate
from flows.ingest.page.guess import guess_date
from flows.ingest.page.headline import find_headlines, read_headline
from flows.ingest.page.markup import read_markup
from flows.ingest.page.metadata import add_wire_credit, read_metadata
from flows.ingest.page.not_articles import describe_wall
from flows.ingest.page.script_text import find_script_text, has_data_script
from flows.ingest.text.language import identify_language, parse_language
from flows.ingest.text.repair import repair_encoding
from flows.ingest.text.words import count_words
from flows.ingest.units import Refused, skip
from flows.settings import Source

# Shorter pages are teasers, galleries or indexes: no article of the measured pages has fewer than 140 words.
_LEAST_WORDS = 25


def read_page(
    html: str,
    seeds: Path,
    default_language: str,
    source: Source | None = None,
    listed: ListingEntry | None = None,
    url: str | None = None,
) -> Draft:
    """The article on the page at `url`, by the rules in the folder `seeds` and those configured for its source.

    The listing entry `listed` fills the gaps of the page; a date is guessed only if the entry has none.

    Raises:
        Refused: `no_article`, if the page holds no text of an article; skipped if it is a wall or an error page.
    """
    tree = trafilatura.load_html(repair_encoding(html)) if html.strip() else None
    if tree is None:
        raise Refused("no_article", "not an HTML page", html)
    markup = read_markup(tree, url)
    draft = replace(
        read_metadata(tree, markup, url), title=read_headline(tree, markup, source.title_from if source else None)
    )
    draft = draft.over(_as_draft(listed or NO_ENTRY))
    if draft.published_at is None:
        published_at, published_from = guess_date(tree)
        draft = replace(draft, published_at=published_at, published_from=published_from)
    own = (source.drop_blocks, source.drop_lines, source.drop_selectors) if source else ()
    declared = parse_language(tree.get("lang")) or default_language
    titles = [" ".join(element.text_content().split()) for element in tree.iter("title", "h1")]
    has_data = has_data_script(tree)
    script_text = find_script_text(tree, markup, _LEAST_WORDS) if has_data or "articleBody" in markup.article else ""
    text = read_body(tree, markup, find_headlines(tree, markup), draft.authors, load_boilerplate(seeds, *own))
    text = _require_article(text, script_text, titles, html, has_data)
    draft = replace(draft, text=text, language=identify_language(text, declared))
    return add_wire_credit(draft)


def _require_article(text: str, script_text: str, titles: list[str], html: str, has_data: bool) -> str:
    """The text of the article; the one in a script if the page itself has none.

    Raises:
        Refused: `no_article`, with the reason.
    """
    if (wall := describe_wall(titles, text)) is not None:
        raise skip("no_article", f"no article: {wall}")
    count = count_words(text)
    if count >= _LEAST_WORDS:
        return text
    if script_text:
        return script_text
    reason = f"no article on the page: {count} words of text, at least {_LEAST_WORDS} expected"
    raise Refused("no_article", reason + (", and none in its script __NEXT_DATA__" if has_data else ""), html)


def _as_draft(listed: ListingEntry) -> Draft:
    return Draft(
        title=listed.title,
        authors=find_listed_authors(listed.authors),
        published_at=listed.published_at,
        published_from=listed.published_from,
    )
