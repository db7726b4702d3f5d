"""What a night already knows of an article: new, changed, the same, or met before this night."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

import polars as pl

from flows.enums import Outcome
from flows.ingest.kept import KEPT, keep
from flows.ingest.units import Unit
from flows.ingest.urls import identity
from flows.records import article_id

Row = dict[str, Any]


@dataclass
class _Known:
    text_hash: str = ""
    record_hash: str = ""
    extractor: str = ""
    captured_at: datetime | None = None
    said: Row = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)


class _Standing(NamedTuple):
    """Of two inputs that are one article the greater one is taken: the later run's; of one run the page at the
    article's own address, before any that merely names it; the later capture."""

    run: str
    is_own: bool
    captured_at: datetime


@dataclass(frozen=True)
class _Met:
    """The input that an article is taken from tonight; what was said of the article `before` it, and with it."""

    input: str
    standing: _Standing
    text_hash: str
    before: Row
    said: Row


@dataclass(frozen=True)
class Verdict:
    """How an article ends, why, and whether it must go on to the extraction.

    `row` is the article with what it keeps of what was known. `instead` says why it takes the place of an earlier
    input of this night, which is then `repeated`; None where there is none.
    """

    outcome: Outcome
    row: Row
    rule: str | None = None
    reason: str | None = None
    is_extracted: bool = False
    instead: str | None = None


class Triage:
    """Compares articles with the ones that are known, and with the ones already met in this night.

    `known` is a frame of the columns `records.KNOWN_VERSIONS`.
    """

    def __init__(self, known: pl.DataFrame, extractor: str) -> None:
        self._extractor = extractor
        self._met: dict[str, _Met] = {}
        self._known: dict[str, _Known] = {}
        for row in known.iter_rows(named=True):
            article = self._known.setdefault(row["article_id"], _Known())
            article.versions[row["text_hash"]] = row["version"]
            if row["is_current"]:
                article.text_hash = row["text_hash"]
                article.record_hash = row["record_hash"] or ""
                article.extractor = row["extractor"] or ""
                article.captured_at = row["captured_at"] and row["captured_at"].replace(microsecond=0)
                article.said = {name: row[name] for name in KEPT}

    def judge(self, row: Row, unit: Unit) -> Verdict:
        """The verdict on an article, which counts as met from now on."""
        standing, met = _standing(row, unit), self._met.get(row["article_id"])
        if met is not None and not _is_before(standing, met.standing, unit):
            return Verdict(Outcome.REPEATED, row, "repeated", _same(met.input, met.standing, standing, row, met))
        known = self._known.get(row["article_id"])
        before = _before(standing, met) if met else known.said if known else {}
        row = keep(row, before)
        verdict = self._compare(row, known, unit.captured_at)
        said = before if verdict.rule == "older_capture" else {name: row[name] for name in KEPT}
        self._met[row["article_id"]] = _Met(unit.input, standing, row["text_hash"], before, said)
        instead = _same(unit.input, standing, met.standing, row, met) if met else None
        return replace(verdict, instead=instead)

    def _compare(self, row: Row, known: _Known | None, captured_at: datetime | None) -> Verdict:
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


def _standing(row: Row, unit: Unit) -> _Standing:
    own = identity(row["url"])
    is_own = own is not None and row["article_id"] == article_id(None, own, "", "")
    return _Standing(unit.run, is_own, unit.captured_at or datetime.min.replace(tzinfo=UTC))


def _before(standing: _Standing, met: _Met) -> Row:
    """What was said of an article before an input that takes the place of `met`: of one run a page that only named the
    article says nothing of it."""
    return met.before if standing.run == met.standing.run and standing.is_own != met.standing.is_own else met.said


def _is_before(one: _Standing, met: _Standing, unit: Unit) -> bool:
    """Whether an input is taken instead of the one that was met; of two captures of one second the later read is."""
    return one > met or (one == met and unit.captured_at is not None)


def _same(winner: str, its: _Standing, other: _Standing, row: Row, met: _Met) -> str:
    reason = f"the same article as {winner}"
    if row["text_hash"] == met.text_hash:
        return reason
    if its.run != other.run:
        why = "it is of a later run"
    elif its.is_own != other.is_own:
        why = "it is at the article's own address"
    else:
        why = "it is the later capture" if its.captured_at > other.captured_at else "of the two it is read first"
    return f"{reason}, with another text; that one is kept, since {why}"
