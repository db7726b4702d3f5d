"""The result of a reader: one unit per record, with its fields or the reason why it was refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flows.enums import Outcome
from flows.ingest.listings.entry import ListingEntry
from flows.records import PAYLOAD_CHARS

Fields = Mapping[str, object]

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", ""})
"""Media types of pages. Some servers send none."""

SOURCE_FIELD = "WARC-X-OnRecord-Source"
"""WARC header with the name of the source that an answer was fetched for."""

KIND_FIELD, PAGE_KIND = "WARC-X-OnRecord-Kind", "page"
"""WARC header of the answers that were archived as pages, and its value."""


@dataclass(frozen=True)
class Note:
    """A remark on an input whose article was read all the same: an ignored part, a repair. Notes are counted."""

    rule: str
    reason: str


class Refused(Exception):
    """An input that becomes no article: the rule that it broke, the reason for a person, and its first characters."""

    def __init__(self, rule: str, reason: str, payload: str = "", outcome: Outcome = Outcome.QUARANTINED) -> None:
        super().__init__(f"{rule}: {reason}")
        self.rule = rule
        self.reason = reason
        self.payload = payload[:PAYLOAD_CHARS]
        self.outcome = outcome


def skip(rule: str, reason: str) -> Refused:
    """A refusal with the outcome `skipped`: nothing is wrong with the input, but it is not wanted."""
    return Refused(rule, reason, outcome=Outcome.SKIPPED)


def fail(rule: str, reason: str) -> Refused:
    """A refusal with the outcome `failed`: another night may do better."""
    return Refused(rule, reason, outcome=Outcome.FAILED)


@dataclass(frozen=True)
class Unit:
    """One input unit.

    `input` names it for people ("/news/day.jsonl:line 3"); `file` is the bare name of its file. `is_alone`: the file
    holds nothing else, so its name can identify the article. `source`: the configured source, if any. `listed`: the
    entry of the feed or sitemap that led here. Pages in an archive have `captured_at` (when the server sent them), and
    in our own archive `run`: the run that fetched them, in a form that sorts in the order of runs.
    `notes`: the reader's remarks.
    """

    input: str
    file: str
    content: Fields | Refused
    is_alone: bool = True
    source: str | None = None
    listed: ListingEntry | None = None
    captured_at: datetime | None = None
    run: str = ""
    notes: tuple[Note, ...] = ()
