"""The step: every input of a night ends in one outcome, and what is new or changed goes on in shards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from flows.enums import Outcome
from flows.ingest.article.build import build_article, infer_source
from flows.ingest.article.draft import Note
from flows.ingest.article.triage import Triage
from flows.ingest.files.list_files import InputFile, Target, list_files
from flows.ingest.options import Options
from flows.ingest.readers.registry import read_file
from flows.ingest.readers.warc import reading_order
from flows.ingest.units import Refused, Unit
from flows.ingest.writer import Writer, to_storable
from flows.settings import Limits

if TYPE_CHECKING:
    from flows.ingest.fetch.step import Fetched


@dataclass(frozen=True)
class Ingested:
    """What the step left behind: files, how many inputs there were and how they ended, and what was not taken over.

    `notes` counts, by rule ("ignored_field: colour"), what of an input was ignored though its article was taken.
    """

    shards: tuple[Path, ...]
    outcomes: Path
    quarantine: Path
    counts: dict[Outcome, int]
    inputs: int
    notes: dict[str, int]


def ingest(
    targets: Sequence[Path | Target],
    *,
    source: str | None,
    known: pl.DataFrame,
    extractor: str,
    folder: Path,
    shard_size: int,
    progress: Callable[[int, int | None], None],
    options: Options | None = None,
    fetched: Fetched | None = None,
) -> Ingested:
    """Read every file under `targets` and the pages that were `fetched`; write what they become under `folder`.

    `source` is the source they belong to, over the one in `options`; `progress` is told units done and, where every
    file holds one, how many there are.

    Raises:
        UsageError: there is nothing to read, or a given path is missing or unreadable; said before anything is read.
    """
    every = [*targets, *(fetched.warcs if fetched else ())]
    found = list_files(every, folder / "remote") if every or fetched is None else []
    options = options or Options()
    options = replace(options, source=source or options.source)
    step = _Step(options, Triage(known, extractor), Writer(folder, shard_size, options.limits))
    if fetched is not None:
        step.writer.carry(pl.read_parquet(fetched.outcomes), pl.read_parquet(fetched.quarantine))
    for count, unit in enumerate(_select(_units(found, options.limits), options.only), 1):
        step.take(unit)
        progress(count, len(found) if count <= len(found) and step.is_one_each else None)
    outcomes, quarantine = step.writer.close()
    counts = {outcome: step.writer.counts[outcome] for outcome in Outcome}
    shards = tuple(step.writer.shards)
    return Ingested(shards, outcomes, quarantine, counts, sum(counts.values()), dict(step.notes))


def _units(found: Sequence[InputFile], limits: Limits) -> Iterator[Unit]:
    for file in sorted(found, key=lambda one: reading_order(one.path)):
        if file.refused is not None:
            name = file.address or str(file.path)
            yield Unit(name, file.path.name, file.refused, source=file.source)
            continue
        for unit in read_file(file.path, limits):
            yield _rename_remote(replace(unit, source=file.source or unit.source), file)


def _select(units: Iterator[Unit], only: frozenset[str]) -> Iterator[Unit]:
    return (unit for unit in units if not only or to_storable(unit.input)[0] in only)


def _rename_remote(unit: Unit, file: InputFile) -> Unit:
    """A unit of a file that was brought from elsewhere is named, and addressed, by where it was brought from."""
    if file.address is None:
        return unit
    content = unit.content
    if not isinstance(content, Refused) and content.get("url") == file.path.as_uri():
        content = {**content, "url": None}
    return replace(unit, input=unit.input.replace(str(file.path), file.address, 1), content=content)


class _Step:
    """One night's ingest: each unit is built, judged and written."""

    def __init__(self, options: Options, triage: Triage, writer: Writer) -> None:
        self._options = options
        self._triage = triage
        self.writer = writer
        self.notes: Counter[str] = Counter()
        self.is_one_each = True
        self._outcome_of: dict[str, int] = {}

    def take(self, unit: Unit) -> None:
        """Bring one unit to its outcome."""
        self.is_one_each = self.is_one_each and unit.is_alone
        try:
            row, notes = build_article(unit, self._options)
        except Refused as refused:
            self._refuse(unit, refused)
            return
        self._count(notes)
        verdict = self._triage.judge(row, unit)
        if verdict.instead is not None:
            self.writer.withdraw(row["article_id"])
            self.writer.repeated(self._outcome_of[row["article_id"]], verdict.instead)
        if verdict.is_extracted:
            self.writer.article(verdict.row)
        # A field that nobody asked for is counted; whatever else was not taken over is said of its article.
        said = [note for note in notes if note.rule != "ignored_field"]
        rule = next(filter(None, (verdict.rule, *(note.rule for note in said))), None)
        reason = "; ".join(filter(None, (verdict.reason, *(note.reason for note in said)))) or None
        number = self.writer.outcome(unit.input, row["source"], verdict.outcome, rule, reason, row["article_id"])
        if verdict.outcome is not Outcome.REPEATED:
            self._outcome_of[row["article_id"]] = number

    def _refuse(self, unit: Unit, refused: Refused) -> None:
        source = infer_source(unit, self._options)
        self.writer.outcome(unit.input, source, refused.outcome, refused.rule, refused.reason)
        if refused.outcome is Outcome.QUARANTINED:
            self.writer.quarantine(unit.input, refused.rule, f"{unit.input}: {refused.reason}", refused.payload)

    def _count(self, notes: Sequence[Note]) -> None:
        ignored = (f"{n.rule}: {n.reason}" if n.rule == "ignored_field" else n.rule for n in notes)
        self.notes.update(ignored)
