"""The statements of a feed or news sitemap about one article. They fill the gaps of the article's own page."""

from __future__ import annotations

import re
from html import escape, unescape

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from flows.ingest.text.normalise import normalise
from flows.ingest.text.words import count_words

MEDIA_TYPE = "application/vnd.onrecord.listed+json"
"""Media type of the archive's metadata records that hold an entry."""

# Shorter texts are summaries: no article of the measured pages has fewer words.
_ARTICLE_WORDS = 140
# A text that ends like this continues on the page.
_CUT_SHORT = re.compile(r"(?:…|\.\.\.|&hellip;|&#8230;|read (?:more|on)|continue reading)\W*\Z", re.IGNORECASE)
_END_CHARS = 100
_TAG = re.compile(r"<[^<>]*>")


class ListingEntry(BaseModel):
    """`html`: the whole text, where the publisher lists it. `instead`: why the page could not be fetched, where the
    entry replaces it. The names of the fields are those of the records in existing archives."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str | None = None
    authors: tuple[str, ...] = ()
    published_at: AwareDatetime | None = None
    published_from: str | None = None
    html: str | None = Field(default=None, repr=False)
    instead: str | None = None

    def to_json(self) -> bytes:
        """JSON without the empty fields."""
        return self.model_dump_json(exclude_defaults=True).encode()

    def to_page(self) -> str:
        """The listed text as an HTML page."""
        title = escape(self.title or "")
        head = f"<title>{title}</title>" if title else ""
        return f"<!doctype html><html><head>{head}</head><body><article>{self.html or ''}</article></body></html>"


NO_ENTRY = ListingEntry()
"""The entry of a page that no listing led to."""


def parse_entry(raw: bytes) -> ListingEntry | None:
    """The entry that `ListingEntry.to_json` wrote; None for any other bytes."""
    try:
        return ListingEntry.model_validate_json(raw)
    except ValidationError:
        return None


def strip_markup(html: object) -> str | None:
    """The words of a title or name, which listings write as HTML; None if there are none."""
    return " ".join(normalise(unescape(_TAG.sub(" ", str(html or "")))).split()) or None


def find_full_text(*contents: str) -> str | None:
    """The longest of a feed item's contents (HTML), if it is a whole article and not a summary."""
    longest = max(contents, key=len, default="")
    text = _TAG.sub(" ", longest).strip()
    return longest if count_words(text) >= _ARTICLE_WORDS and not _CUT_SHORT.search(text[-_END_CHARS:]) else None
