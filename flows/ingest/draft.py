"""What is known of an article before it has an id: what a record says, or a page, or both together."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime


@dataclass(frozen=True)
class Note:
    """Something in an input that was not taken over, though the article was: counted, never silent."""

    rule: str
    reason: str


@dataclass(frozen=True)
class Draft:
    """The fields of an article; None (or no author) where nothing is said. Times are UTC."""

    text: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    canonical_url: str | None = None
    source: str | None = None
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
