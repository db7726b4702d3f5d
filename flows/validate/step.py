"""The step: a night's frames through their suites; what fails goes to quarantine, what is left goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from flows.records import ARTICLES, CHECKS, MENTIONS, QUARANTINE, QUOTES
from flows.validate.gate import drop_orphans, validate
from flows.validate.suites import load_suites, may_be_empty

TABLES = {
    "articles": (ARTICLES, ("article_id",)),
    "mentions": (MENTIONS, ("mention_id",)),
    "quotes": (QUOTES, ("quote_id",)),
}
"""The frames that a night brings, in the order in which they hang on each other: their columns and keys."""


@dataclass(frozen=True)
class ValidatedNight:
    """Parquet files of what passed, and of what was refused (`records.QUARANTINE`) and judged (`records.CHECKS`)."""

    articles: Path
    mentions: Path
    quotes: Path
    quarantine: Path
    checks: Path
    rows: int


def validate_night(
    articles: Sequence[Path],
    mentions: Sequence[Path],
    quotes: Sequence[Path],
    refused: Sequence[Path],
    *,
    extracted: int,
    expectations: Path,
    folder: Path,
) -> ValidatedNight:
    """Hold each frame of the night to its suite and write the results under `folder`.

    `refused` are quarantine files of the step before: their articles, and all rows of an article that is refused here,
    go no further. A frame without rows is not judged where `extracted` articles are too few to say (the suite's meta).
    """
    # Great Expectations takes seconds to import: a night that brings nothing new does not wait for it.
    suites = load_suites(expectations, TABLES.keys()) if articles else {}
    gone = pl.concat([QUARANTINE.to_frame(), *(pl.read_parquet(file) for file in refused)])
    passed: dict[str, Path] = {}
    checks, quarantine, rows = [CHECKS.to_frame()], [gone], 0
    for (table, (schema, keys)), files in zip(TABLES.items(), (articles, mentions, quotes), strict=True):
        frame = pl.concat([schema.to_frame(), *(pl.read_parquet(file) for file in files)])
        frame = drop_orphans(frame, gone)
        if frame.height or (articles and not may_be_empty(suites[table], extracted)):
            result = validate(table, frame, suites[table], keys)
            checks.append(result.checks)
            quarantine.append(result.quarantine)
            frame = result.passed
            if table == "articles":
                gone = pl.concat([gone, result.quarantine])
        passed[table] = _write(folder / f"{table}.parquet", frame)
        rows += frame.height
    return ValidatedNight(
        **passed,
        quarantine=_write(folder / "quarantine.parquet", pl.concat(quarantine)),
        checks=_write(folder / "checks.parquet", pl.concat(checks)),
        rows=rows,
    )


def _write(path: Path, frame: pl.DataFrame) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(path)
    return path
