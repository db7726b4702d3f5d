"""Reads the article on a page."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import ftfy
import trafilatura

from flows.ingest.article.draft import Draft
from flows.ingest.listings.entry import NO_ENTRY, ListingEntry
from flows.ingest.page.body import read_body
from flows.ingest.page.boilerplate import load_boilerplate
from flows.ingest.page.guess import guess_date
from flows.ingest.page.headline import find_headlines, read_headline
from flows.ingest.page.markup import read_markup
from flows.ingest.page.metadata import add_wire_credit, person_names, read_metadata
from flows.ingest.text.language import identify_language, parse_language_tag
from flows.ingest.units import Refused
from flows.seeds import read_seed
from flows.settings import Source

# Shorter pages are teasers, galleries or indexes: no article of the measured pages has fewer than 140 words.
_LEAST_WORDS = 25
# UTF-8 that was decoded as Latin-1. A cheap test: ftfy itself takes as long as the whole extraction.
_GARBLED = re.compile("â€|[ÃÅ][\u0080-\u00bf\u0152-\u0192\u2013-\u2122]|Â[\u0080-\u00bf]")
# By default ftfy also uncurls quotation marks, which this project extracts, and unescapes HTML.
_ENCODING_ONLY = ftfy.TextFixerConfig(
    unescape_html=False, remove_terminal_escapes=False, restore_byte_a0=True, replace_lossy_sequences=True,
    decode_inconsistent_utf8=True, fix_c1_controls=False, fix_latin_ligatures=False, fix_character_width=False,
    uncurl_quotes=False, fix_line_breaks=False, fix_surrogates=False, remove_control_chars=False, normalization=None,
)  # fmt: skip


def read_page(
    html: str, seeds: Path, default_language: str, source: Source | None = None, listed: ListingEntry | None = None
) -> Draft:
    """The article on a page, by the rules in the folder `seeds` and those configured for its source.

    The listing entry `listed` fills the gaps of the page; a date is guessed only if the entry has none.

    Raises:
        Refused: `no_article`, if the page holds no text of an article.
    """
    tree = trafilatura.load_html(_repair_encoding(html)) if html.strip() else None
    if tree is None:
        raise Refused("no_article", "not an HTML page", html)
    markup = read_markup(tree)
    draft = replace(read_metadata(tree, markup), title=read_headline(tree, markup)).over(_as_draft(listed or NO_ENTRY))
    if draft.published_at is None:
        published_at, published_from = guess_date(tree)
        draft = replace(draft, published_at=published_at, published_from=published_from)
    own = (source.drop_blocks, source.drop_lines, source.drop_selectors) if source else ()
    rules = load_boilerplate(seeds, *own)
    declared = parse_language_tag(tree.get("lang")) or default_language
    text = read_body(tree, markup, find_headlines(tree, markup), draft.authors, rules)
    if (count := len(text.split())) < _LEAST_WORDS:
        raise Refused(
            "no_article", f"no article on the page: {count} words of text, at least {_LEAST_WORDS} expected", html
        )
    draft = replace(draft, text=text, language=identify_language(text, declared))
    return add_wire_credit(draft, load_agencies(seeds))


def _as_draft(listed: ListingEntry) -> Draft:
    return Draft(
        title=listed.title,
        authors=person_names(listed.authors),
        published_at=listed.published_at,
        published_from=listed.published_from,
    )


@lru_cache(maxsize=4)
def load_agencies(seeds: Path) -> dict[str, str]:
    """The name of a news agency by each of its forms, from `wire_agencies.csv`."""
    return {row["form"]: row["agency"] for row in read_seed(seeds, "wire_agencies", ("form", "agency", "reason"))}


def _repair_encoding(html: str) -> str:
    """The page with mojibake ("donâ€™t") repaired. Nothing else changes."""
    return ftfy.fix_text(html, _ENCODING_ONLY) if _GARBLED.search(html) else html
