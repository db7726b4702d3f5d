"""What readers hand on: one unit a record, either its fields or why it was refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flows.enums import Outcome
from flows.ingest.listings.entry import ListingEntry
from flows.records import PAYLOAD_CHARS

Fields = Mapping[str, object]

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", ""})
"""Media types under which servers send pages; some say none."""

SOURCE_FIELD = "WARC-X-OnRecord-Source"
"""Field of a WARC record that names the source its answer was fetched for."""


class Refused(Exception):
    """An input that becomes no article: the rule it broke, the reason for a person, the start of what it was."""

    def __init__(self, rule: str, reason: str, payload: str = "", outcome: Outcome = Outcome.QUARANTINED) -> None:
        super().__init__(f"{rule}: {reason}")
        self.rule = rule
        self.reason = reason
        self.payload = payload[:PAYLOAD_CHARS]
        self.outcome = outcome


@dataclass(frozen=True)
class Unit:
    """One input unit.

    `input` names it for people ("/news/day.jsonl:line 3"), `file` is the bare name of the file it stood in, and
    `is_alone` says that the file holds nothing else, so that the file's name can stand for it. `source` is the
    configured source that it was taken for, if any; `listed` is what the listing says of it that led there.
    Of a page in an archive, `captured_at` is when its server sent it, and `run` the run that asked for it, in a form
    that sorts in the order of runs; "" where the archive is not our own.
    """

    input: str
    file: str
    content: Fields | Refused
    is_alone: bool = True
    source: str | None = None
    listed: ListingEntry | None = None
    captured_at: datetime | None = None
    run: str = ""
