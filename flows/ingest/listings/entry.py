"""What a feed or a news sitemap says of an article that it lists, for what the article's own page leaves open."""

from __future__ import annotations

import re
from html import escape

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

MEDIA_TYPE = "application/vnd.onrecord.listed+json"
"""Media type of the archive's metadata records that hold such a statement."""

# Below this it is a summary: no article of the measured pages has fewer words.
_ARTICLE_WORDS = 140
# A text that ends so goes on on the page.
_CUT_SHORT = re.compile(r"(?:…|\.\.\.|&hellip;|&#8230;|read (?:more|on)|continue reading)\W*\Z", re.IGNORECASE)
_END_CHARS = 100
_TAG = re.compile(r"<[^<>]*>")


class ListingEntry(BaseModel):
    """A listing's statements on one article. `html` is the whole text where the publisher lists it.

    `instead` says why the page could not be had where the listing has to stand for it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str | None = None
    authors: tuple[str, ...] = ()
    published_at: AwareDatetime | None = None
    published_from: str | None = None
    html: str | None = Field(default=None, repr=False)
    instead: str | None = None

    def dumped(self) -> bytes:
        """As JSON, without what is not said."""
        return self.model_dump_json(exclude_defaults=True).encode()

    def page(self) -> str:
        """The listed text as a page of its own, to be read like any other."""
        title = escape(self.title or "")
        head = f"<title>{title}</title>" if title else ""
        return f"<!doctype html><html><head>{head}</head><body><article>{self.html or ''}</article></body></html>"


NO_ENTRY = ListingEntry()
"""Of a page that no listing led to."""


def parse_entry(raw: bytes) -> ListingEntry | None:
    """What `ListingEntry.dumped` wrote; None where the bytes are something else."""
    try:
        return ListingEntry.model_validate_json(raw)
    except ValidationError:
        return None


def full_text(*contents: str) -> str | None:
    """The longest of a feed item's contents (HTML), if it is a whole article and no summary of one."""
    longest = max(contents, key=len, default="")
    text = _TAG.sub(" ", longest).strip()
    return longest if len(text.split()) >= _ARTICLE_WORDS and not _CUT_SHORT.search(text[-_END_CHARS:]) else None
