"""The step `ingest`: every input ends in one outcome, and new or changed articles go on in shards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from flows.enums import Outcome
from flows.ingest.article.build import build_article, infer_source
from flows.ingest.article.triage import Triage, Verdict
from flows.ingest.files.list_files import InputFile, Target, list_files
from flows.ingest.files.location import display_name
from flows.ingest.forgotten import is_forgotten, mask_name, refuse
from flows.ingest.options import Options
from flows.ingest.readers.registry import read_file
from flows.ingest.readers.warc import reading_order
from flows.ingest.units import Note, Refused, Unit
from flows.ingest.writer import Writer, to_storable
from flows.settings import Limits

if TYPE_CHECKING:
    from flows.ingest.fetch.step import Fetched


# Different names of ignored fields that are counted apart: hostile records could have any number.
_MAX_NOTES = 1_000


@dataclass(frozen=True)
class Ingested:
    """The results of the step: files, the number of inputs and of each outcome, which must be equal.

    `notes` counts the remarks on inputs that were read all the same: pairs of rule and ignored field (None for other
    rules), and the number of inputs, the most frequent first.
    """

    shards: tuple[Path, ...]
    outcomes: Path
    quarantine: Path
    counts: dict[Outcome, int]
    inputs: int
    notes: tuple[tuple[str, str | None, int], ...]


def ingest(
    targets: Sequence[Path | Target],
    *,
    source: str | None,
    known: pl.DataFrame,
    extractor: str,
    folder: Path,
    shard_words: int,
    progress: Callable[[int, int | None], None],
    options: Options | None = None,
    fetched: Fetched | None = None,
) -> Ingested:
    """Read every file under `targets` and the `fetched` pages; write articles and outcomes under `folder`.

    `shard_words` is the size of a shard. `source` overrides that of `options`. `known` has the columns
    `records.KNOWN_VERSIONS`. `progress` gets the number of units done and, where every file holds one, their total.

    Raises:
        UsageError: a given path is missing, unreadable, or holds nothing to read. Nothing has been read yet then.
    """
    every = [*targets, *(fetched.warcs if fetched else ())]
    files = list_files(every, folder / "remote") if every else []
    options = options or Options()
    options = replace(options, source=source or options.source)
    step = _Step(options, Triage(known, extractor), Writer(folder, shard_words, options.limits))
    if fetched is not None:
        step.writer.add_earlier(pl.read_parquet(fetched.outcomes), pl.read_parquet(fetched.quarantine))
    archived = {str(path) for path in fetched.warcs} if fetched else set()
    missing = fetched.pages if fetched else 0
    for count, unit in enumerate(_select(_read_units(files, options.limits), options.only), 1):
        step.process(unit)
        # A page in the archive that no reader finds would have no outcome: the sums of the night must show it.
        missing -= any(path in unit.input for path in archived)
        progress(count, len(files) if count <= len(files) and step.is_one_each else None)
    return step.finish(max(missing, 0))


def _read_units(files: Sequence[InputFile], limits: Limits) -> Iterator[Unit]:
    for file in sorted(files, key=lambda one: reading_order(one.path)):
        if file.refused is not None:
            name = file.address or str(file.path)
            yield Unit(name, file.path.name, file.refused, source=file.source)
            continue
        for unit in read_file(file.path, limits):
            yield _name_by_address(replace(unit, source=file.source) if file.source else unit, file)


def _select(units: Iterator[Unit], only: frozenset[str]) -> Iterator[Unit]:
    return (unit for unit in units if not only or to_storable(unit.input)[0] in only)


def _name_by_address(unit: Unit, file: InputFile) -> Unit:
    """The unit, named by the remote address of its file instead of the path of the local copy."""
    if file.address is None:
        return unit
    content = unit.content
    if not isinstance(content, Refused) and content.get("url") == file.path.as_uri():
        content = {**content, "url": None}
    return replace(unit, input=unit.input.replace(str(file.path), file.address, 1), content=content)


class _Step:
    """One night's ingest: builds, compares and writes each unit."""

    def __init__(self, options: Options, triage: Triage, writer: Writer) -> None:
        self._options = options
        self._triage = triage
        self.writer = writer
        self.is_one_each = True
        self._notes: Counter[tuple[str, str | None]] = Counter()
        self._outcome_of: dict[str, int] = {}

    def process(self, unit: Unit) -> None:
        """Bring one unit to its outcome."""
        self.is_one_each = self.is_one_each and unit.is_alone
        if self._is_forgotten(unit):
            self._skip_forgotten(unit)
            return
        try:
            row, notes = build_article(unit, self._options, self._triage.find_language)
        except Refused as refused:
            self._refuse(unit, refused)
            return
        if is_forgotten(
            self._options.forgotten,
            article_id=row["article_id"],
            addresses=(row["url"], row["canonical_url"]),
            source=row["source"],
        ):
            self._skip_forgotten(unit)
            return
        if notes:
            self._count(notes)
        verdict = self._triage.judge(row, unit)
        if verdict.displaces is not None:
            self.writer.withdraw_article(row["article_id"])
            self.writer.mark_repeated(self._outcome_of[row["article_id"]], verdict.displaces)
        if verdict.is_extracted:
            self.writer.add_article(verdict.row)
        self._add_outcome(unit, verdict, notes)

    def finish(self, missing: int) -> Ingested:
        """Write the rest and sum up. `missing`: archived pages that no reader found."""
        outcomes, quarantine = self.writer.close()
        counts = {outcome: self.writer.counts[outcome] for outcome in Outcome}
        shards = tuple(self.writer.shards)
        notes = tuple((rule, field, count) for (rule, field), count in self._notes.most_common())
        return Ingested(shards, outcomes, quarantine, counts, sum(counts.values()) + missing, notes)

    def _is_forgotten(self, unit: Unit) -> bool:
        """Whether a unit is forgotten, as far as it is known without reading it: a refusal would keep its beginning."""
        if not self._options.forgotten:
            return False
        content = {} if isinstance(unit.content, Refused) else unit.content
        named = self._options.source or unit.source or content.get("source")
        return is_forgotten(
            self._options.forgotten,
            addresses=(content.get("url"), content.get("canonical_url"), display_name(unit.input)),
            source=str(named) if named else None,
        )

    def _skip_forgotten(self, unit: Unit) -> None:
        refused = refuse()
        self.writer.add_outcome(mask_name(unit.input), None, refused.outcome, refused.rule, refused.reason)

    def _add_outcome(self, unit: Unit, verdict: Verdict, notes: Sequence[Note]) -> None:
        """Record the outcome of an article. Ignored fields are only counted; other notes appear in its reason."""
        row = verdict.row
        shown = [note for note in notes if note.rule != "ignored_field"]
        rule = next(filter(None, (verdict.rule, *(note.rule for note in shown))), None)
        reason = "; ".join(filter(None, (verdict.reason, *(note.reason for note in shown)))) or None
        number = self.writer.add_outcome(unit.input, row["source"], verdict.outcome, rule, reason, row["article_id"])
        if verdict.outcome is not Outcome.REPEATED:
            self._outcome_of[row["article_id"]] = number

    def _refuse(self, unit: Unit, refused: Refused) -> None:
        source = infer_source(unit, self._options)
        self.writer.add_outcome(unit.input, source, refused.outcome, refused.rule, refused.reason)
        if refused.outcome is Outcome.QUARANTINED:
            self.writer.add_quarantine(unit.input, refused.rule, f"{unit.input}: {refused.reason}", refused.payload)

    def _count(self, notes: Sequence[Note]) -> None:
        for note in notes:
            key = (note.rule, note.reason if note.rule == "ignored_field" else None)
            is_kept = key in self._notes or len(self._notes) < _MAX_NOTES
            self._notes[key if is_kept else (note.rule, None)] += 1
