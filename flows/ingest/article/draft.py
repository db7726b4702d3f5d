"""What is known of an article before it has an id: what a record says, or a page, or both together."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from flows.settings import Limits

# The longest names of people, outlets and sections are below 100 characters.
NAME_CHARS = 200
# Reports of large teams name 20 to 30 people.
_MAX_AUTHORS = 50


@dataclass(frozen=True)
class Note:
    """Something in an input that was not taken over, though the article was: counted, never silent."""

    rule: str
    reason: str


@dataclass(frozen=True)
class Draft:
    """The fields of an article; None (or no author) where nothing is said. Times are UTC.

    `source` is the record's own, `site` the name that a page gives its site.
    """

    text: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    canonical_url: str | None = None
    source: str | None = None
    site: str | None = None
    local_id: str | None = None
    published_at: datetime | None = None
    published_from: str | None = None
    modified_at: datetime | None = None
    section: str | None = None
    is_paywalled: bool | None = None
    wire_credit: str | None = None
    language: str | None = None
    notes: tuple[Note, ...] = ()

    def over(self, page: Draft) -> Draft:
        """This draft, its gaps filled from `page`: what a record declares wins over what its page says."""
        said = {f.name: value for f in fields(self) if (value := getattr(self, f.name)) not in (None, ())}
        # The date and where it came from go together.
        if "published_at" in said:
            said.setdefault("published_from", None)
        return replace(page, **{**said, "notes": page.notes + self.notes})


def drop_oversized_fields(draft: Draft, limits: Limits) -> Draft:
    """The draft without the fields that are over their bounds, each noted; the text is looked at elsewhere."""
    bounds = {"title": limits.title_chars, "source": NAME_CHARS, "site": NAME_CHARS, "section": NAME_CHARS,
              "url": limits.url_chars, "canonical_url": limits.url_chars, "local_id": limits.url_chars}  # fmt: skip
    sizes = {name: len(getattr(draft, name) or "") for name in bounds}
    over: dict[str, Any] = {name: None for name, most in bounds.items() if sizes[name] > most}
    notes = [_over(name, f"{sizes[name]:,} characters", bounds[name]) for name in over]
    authors = [name for name in draft.authors if len(name) <= NAME_CHARS]
    if len(authors) < len(draft.authors):
        longest = max(map(len, draft.authors))
        notes.append(_over("an author", f"{longest:,} characters", NAME_CHARS))
    if len(authors) > _MAX_AUTHORS:
        notes.append(_over("the end of the list of authors", f"{len(authors):,} names", _MAX_AUTHORS))
    return replace(draft, **over, authors=tuple(authors[:_MAX_AUTHORS]), notes=(*draft.notes, *notes))


def _over(what: str, size: str, most: int) -> Note:
    return Note("over_limit", f"{what} was left out: {size}, the limit is {most:,}")
