"""What a night already knows of an article: new, changed, the same, or met before this night."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import polars as pl

from flows.outcomes import Outcome


@dataclass
class _Known:
    text_hash: str = ""
    record_hash: str = ""
    extractor: str = ""
    versions: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """How an article ends, why, and whether it must go on to the extraction."""

    outcome: Outcome
    rule: str | None = None
    reason: str | None = None
    is_extracted: bool = False


class Triage:
    """Compares articles with the ones that are known, and with the ones already met in this night.

    `known` has one row per known version: article_id, text_hash, version, is_current and, on the current one,
    record_hash and extractor.
    """

    def __init__(self, known: pl.DataFrame, extractor: str) -> None:
        self._extractor = extractor
        self._met: dict[str, str] = {}
        self._known: dict[str, _Known] = {}
        for row in known.iter_rows(named=True):
            article = self._known.setdefault(row["article_id"], _Known())
            article.versions[row["text_hash"]] = row["version"]
            if row["is_current"]:
                article.text_hash = row["text_hash"]
                article.record_hash = row["record_hash"] or ""
                article.extractor = row["extractor"] or ""

    def judge(self, row: dict[str, Any], input_name: str) -> Verdict:
        """The verdict on an article, which counts as met from now on."""
        if (first := self._met.setdefault(row["article_id"], input_name)) != input_name:
            return Verdict(Outcome.REPEATED, "repeated", f"the same article as {first}")
        known = self._known.get(row["article_id"])
        return Verdict(Outcome.LOADED, is_extracted=True) if known is None else self._compare(row, known)

    def _compare(self, row: dict[str, Any], known: _Known) -> Verdict:
        if row["text_hash"] == known.text_hash:
            if row["record_hash"] != known.record_hash:
                return Verdict(Outcome.REVISED, "metadata", "metadata changed", is_extracted=True)
            return Verdict(Outcome.UNCHANGED, is_extracted=known.extractor != self._extractor)
        if (version := known.versions.get(row["text_hash"])) is not None:
            reason = f"an earlier version ({version}) of an article whose newer text is kept"
            return Verdict(Outcome.UNCHANGED, "earlier_version", reason)
        return Verdict(Outcome.REVISED, "text", "text changed", is_extracted=True)
