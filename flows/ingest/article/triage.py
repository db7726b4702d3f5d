"""Compares an article with the known ones and with tonight's earlier inputs: new, changed, the same, or repeated."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

import polars as pl

from flows.enums import Outcome
from flows.ingest.article.carry_over import CARRIED_FIELDS, carry_over
from flows.ingest.units import Unit
from flows.ingest.urls.identity import identity_url
from flows.records import article_id

Row = dict[str, Any]


@dataclass
class _KnownArticle:
    text_hash: str = ""
    record_hash: str = ""
    extractor: str = ""
    language: str | None = None
    captured_at: datetime | None = None
    carried: Row = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)


class _Precedence(NamedTuple):
    """Sort key for duplicate inputs; the highest wins: later run, the article's own URL, later capture."""

    run: str
    is_own: bool
    captured_at: datetime


@dataclass(frozen=True)
class _Taken:
    """The input that currently provides an article tonight. `before`: the carried fields as they were without it;
    `carried`: the same with it."""

    input: str
    precedence: _Precedence
    text_hash: str
    before: Row
    carried: Row


@dataclass(frozen=True)
class Verdict:
    """How an article ends, why, and whether it goes on to extraction.

    `row` is the article with its carried-over fields. `displaces`: why this input replaces an earlier one of the night,
    which then becomes `repeated`; None if it replaces none.
    """

    outcome: Outcome
    row: Row
    rule: str | None = None
    reason: str | None = None
    is_extracted: bool = False
    displaces: str | None = None


class Triage:
    """Compares articles with `known`, a frame with the columns `records.KNOWN_VERSIONS`, and with each other."""

    def __init__(self, known: pl.DataFrame, extractor: str) -> None:
        self._extractor = extractor
        self._taken: dict[str, _Taken] = {}
        self._known = known.sort("article_id")
        self._ids = self._known["article_id"]

    def _find_known(self, name: str) -> _KnownArticle | None:
        """A known article. They stay in a frame: as objects, a million articles would take two gigabytes."""
        first = bisect_left(self._ids, name)  # `Series.search_sorted` plans a query, ten times as slow
        last = bisect_right(self._ids, name, lo=first)
        if first == last:
            return None
        article = _KnownArticle()
        for row in self._known[first:last].iter_rows(named=True):
            article.versions[row["text_hash"]] = row["version"]
            if row["is_current"]:
                article.text_hash = row["text_hash"]
                article.record_hash = row["record_hash"] or ""
                article.extractor = row["extractor"] or ""
                article.language = row["language"]
                article.captured_at = row["captured_at"] and row["captured_at"].replace(microsecond=0)
                article.carried = {field: row[field] for field in CARRIED_FIELDS}
        return article

    def find_language(self, name: str, text_hash: str) -> str | None:
        """The language of an article that is known with this text."""
        known = self._find_known(name)
        return known.language if known is not None and known.text_hash == text_hash else None

    def judge(self, row: Row, unit: Unit) -> Verdict:
        """The verdict on an article. Later inputs of the night are compared with it."""
        precedence, taken = _precedence(row, unit), self._taken.get(row["article_id"])
        if taken is not None and not _is_preferred(precedence, taken.precedence, unit):
            reason = _repeat_reason(taken.input, taken.precedence, precedence, row["text_hash"] == taken.text_hash)
            return Verdict(Outcome.REPEATED, row, "repeated", reason)
        known = self._find_known(row["article_id"])
        before = _carried_before(precedence, taken) if taken else known.carried if known else {}
        row = carry_over(row, before)
        verdict = self._compare(row, known, unit.captured_at)
        carried = before if verdict.rule == "older_capture" else {name: row[name] for name in CARRIED_FIELDS}
        self._taken[row["article_id"]] = _Taken(unit.input, precedence, row["text_hash"], before, carried)
        if taken is None:
            return verdict
        reason = _repeat_reason(unit.input, precedence, taken.precedence, row["text_hash"] == taken.text_hash)
        return replace(verdict, displaces=reason)

    def _compare(self, row: Row, known: _KnownArticle | None, captured_at: datetime | None) -> Verdict:
        if known is None:
            return Verdict(Outcome.LOADED, row, is_extracted=True)
        is_same_text = row["text_hash"] == known.text_hash
        if is_same_text and row["record_hash"] == known.record_hash:
            return Verdict(Outcome.UNCHANGED, row, is_extracted=known.extractor != self._extractor)
        if captured_at and known.captured_at and captured_at < known.captured_at:
            reason = f"an older capture ({captured_at:%Y-%m-%d %H:%M:%S} UTC) of an article whose newer one is kept"
            return Verdict(Outcome.UNCHANGED, row, "older_capture", reason)
        if is_same_text:
            return Verdict(Outcome.REVISED, row, "metadata", "metadata changed", is_extracted=True)
        if (version := known.versions.get(row["text_hash"])) is None:
            return Verdict(Outcome.REVISED, row, "text", "text changed", is_extracted=True)
        if captured_at and known.captured_at:
            reason = f"text changed back to that of version {version}"
            return Verdict(Outcome.REVISED, row, "text", reason, is_extracted=True)
        reason = f"an earlier version ({version}) of an article whose newer text is kept"
        return Verdict(Outcome.UNCHANGED, row, "earlier_version", reason)


def _precedence(row: Row, unit: Unit) -> _Precedence:
    own = identity_url(row["url"])
    is_own = own is not None and row["article_id"] == article_id(None, own, "", "")
    return _Precedence(unit.run, is_own, unit.captured_at or datetime.min.replace(tzinfo=UTC))


def _carried_before(precedence: _Precedence, taken: _Taken) -> Row:
    """The carried fields before an input that replaces `taken`. Within one run, a page that only names the article as
    canonical adds nothing to them."""
    is_only_named = precedence.run == taken.precedence.run and precedence.is_own != taken.precedence.is_own
    return taken.before if is_only_named else taken.carried


def _is_preferred(new: _Precedence, taken: _Precedence, unit: Unit) -> bool:
    """Whether a new input replaces the taken one. Of two captures in one second, the later read wins."""
    return new > taken or (new == taken and unit.captured_at is not None)


def _repeat_reason(winner: str, its: _Precedence, other: _Precedence, is_same_text: bool) -> str:
    reason = f"the same article as {winner}"
    if is_same_text:
        return reason
    if its.run != other.run:
        why = "it is of a later run"
    elif its.is_own != other.is_own:
        why = "it is at the article's own address"
    else:
        why = "it is the later capture" if its.captured_at > other.captured_at else "it was read first"
    return f"{reason}, with another text; that one is kept, since {why}"
