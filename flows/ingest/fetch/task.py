"""An address to fetch, and the grouping of addresses by host."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.ingest.fetch.allowed_addresses import host_and_port
from flows.ingest.fetch.client import Permit
from flows.ingest.listings.entry import NO_ENTRY, ListingEntry
from flows.ingest.listings.sniff import ContentKind


@dataclass(frozen=True)
class Task:
    """An address to fetch for a source. `kind`: None if only the answer tells. `listed`: the entry that led here."""

    url: str
    source: str
    kind: ContentKind | None
    limit: int
    permit: Permit
    depth: int = 0
    listed: ListingEntry = NO_ENTRY

    @property
    def is_listing(self) -> bool:
        """Whether the address is configured as a feed or sitemap."""
        return self.kind is not None and self.kind.is_listing


def group_by_host(tasks: Sequence[Task]) -> list[list[Task]]:
    """The tasks of each host, in their order."""
    groups: dict[str, list[Task]] = {}
    for task in tasks:
        groups.setdefault(host_and_port(task.url), []).append(task)
    return list(groups.values())
