"""From an HTML page to a draft: title, authors, date, canonical address and the text in paragraphs."""

from __future__ import annotations

import trafilatura

from flows.ingest.draft import Draft
from flows.ingest.times import parse_time
from flows.ingest.units import Refused

# Without it htmldate takes today for the last day possible: the same page would give other dates on other days.
_DATES = {"original_date": True, "extensive_search": True, "max_date": "2100-01-01"}
# Below this a page is a teaser, a gallery or an index: no news article in the measured pages has fewer words.
_LEAST_WORDS = 25


def read_page(html: str) -> Draft:
    """The article on a page.

    Raises:
        Refused: `no_article`, where the page holds no text of an article.
    """
    document = trafilatura.bare_extraction(
        html, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=_DATES
    )
    text = (document.text if document is not None and not isinstance(document, dict) else None) or ""
    if document is None or isinstance(document, dict) or len(text.split()) < _LEAST_WORDS:
        reason = f"no text of an article on the page ({len(text.split())} words, at least {_LEAST_WORDS} expected)"
        raise Refused("no_article", reason, html)
    moment = parse_time(document.date)
    return Draft(
        text=text,
        title=document.title,
        authors=tuple(name for name in (document.author or "").split("; ") if name),
        canonical_url=document.url,
        published_at=moment.at if moment else None,
        published_from="page (day only)" if moment else None,
    )
