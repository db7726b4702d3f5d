"""A page as a draft of the article on it."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import ftfy
import trafilatura
from ftfy.badness import is_bad

from flows.ingest.draft import Draft
from flows.ingest.language import declared_language, identify_language
from flows.ingest.page.body import read_body
from flows.ingest.page.boilerplate import load_boilerplate
from flows.ingest.page.headline import headlines, read_headline
from flows.ingest.page.markup import read_markup
from flows.ingest.page.metadata import read_metadata, with_wire_credit
from flows.ingest.units import Refused
from flows.settings import Source

# Below this a page is a teaser, a gallery or an index: no article of the measured pages has fewer than 140 words.
_LEAST_WORDS = 25


def read_page(html: str, seeds: Path, default_language: str, source: Source | None = None) -> Draft:
    """The article on a page, by the rules in the folder `seeds` and the ones configured for its source.

    Raises:
        Refused: `no_article`, where the page holds no text of an article.
    """
    tree = trafilatura.load_html(html) if html.strip() else None
    if tree is None:
        raise Refused("no_article", "not an HTML page", html)
    markup = read_markup(tree)
    draft = replace(read_metadata(tree, markup), title=read_headline(tree, markup))
    own = (source.drop_blocks, source.drop_lines) if source else (None, None)
    rules = load_boilerplate(seeds / "boilerplate.csv", *own)
    declared = declared_language(tree.get("lang")) or default_language
    text = _repaired(read_body(tree, markup, headlines(tree, markup), draft.authors, rules))
    if (count := len(text.split())) < _LEAST_WORDS:
        raise Refused(
            "no_article", f"no article on the page: {count} words of text, at least {_LEAST_WORDS} expected", html
        )
    draft = replace(draft, text=text, language=identify_language(text, declared))
    return with_wire_credit(draft, load_agencies(seeds / "wire_agencies.csv"))


@lru_cache(maxsize=4)
def load_agencies(path: Path) -> dict[str, str]:
    """The name of a news agency by each of its forms, from a CSV file with the columns form, agency and reason."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["form"]: row["agency"] for row in csv.DictReader(file)}


def _repaired(text: str) -> str:
    """The text, where its encoding was garbled before it came here ("donâ€™t"), put right. Quotation marks stay."""
    return ftfy.fix_encoding(text) if is_bad(text) else text
