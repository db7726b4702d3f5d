"""The fields of an article before it has an id: from a record, a page, or both."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from flows.ingest.units import Note
from flows.settings import Limits

# The longest names of people, outlets and sections have fewer than 100 characters.
NAME_CHARS = 200
# Reports of large teams name 20 to 30 people.
_MAX_AUTHORS = 50


@dataclass(frozen=True)
class Draft:
    """The fields of an article; None (authors: empty) if not stated. Times are UTC.

    `source` is stated by the record, `site` by the page.
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
        """This draft with its gaps filled from `page`: a record's statements win over those of its page."""
        stated = {f.name: value for f in fields(self) if (value := getattr(self, f.name)) not in (None, ())}
        # The date and its provenance belong together.
        if "published_at" in stated:
            stated.setdefault("published_from", None)
        return replace(page, **{**stated, "notes": page.notes + self.notes})


def drop_oversized_fields(draft: Draft, limits: Limits) -> Draft:
    """The draft without the fields over their bounds, with a note on each. The text is checked elsewhere."""
    bounds = {"title": limits.title_chars, "source": NAME_CHARS, "site": NAME_CHARS, "section": NAME_CHARS,
              "url": limits.url_chars, "canonical_url": limits.url_chars, "local_id": limits.url_chars}  # fmt: skip
    sizes = {name: len(getattr(draft, name) or "") for name in bounds}
    over: dict[str, Any] = {name: None for name, most in bounds.items() if sizes[name] > most}
    authors = [name for name in draft.authors if len(name) <= NAME_CHARS]
    if not over and len(authors) == len(draft.authors) <= _MAX_AUTHORS:
        return draft
    notes = [_over(name, f"{sizes[name]:,} characters", bounds[name]) for name in over]
    if len(authors) < len(draft.authors):
        longest = max(map(len, draft.authors))
        notes.append(_over("an author", f"{longest:,} characters", NAME_CHARS))
    if len(authors) > _MAX_AUTHORS:
        notes.append(_over("the end of the list of authors", f"{len(authors):,} names", _MAX_AUTHORS))
    return replace(draft, **over, authors=tuple(authors[:_MAX_AUTHORS]), notes=(*draft.notes, *notes))


def _over(what: str, size: str, most: int) -> Note:
    return Note("over_limit", f"{what} was left out: {size}, the limit is {most:,}")
