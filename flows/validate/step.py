"""The step: a night's frames through their suites; what fails goes to quarantine, what is left goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from flows.records import ARTICLES, CHECKS, MENTIONS, QUARANTINE, QUOTES
from flows.validate.gate import Validated, drop_orphans, refused_before, validate
from flows.validate.suites import Suite, load_suites, may_be_empty

TABLES = {
    "articles": (ARTICLES, ("article_id",)),
    "mentions": (MENTIONS, ("mention_id",)),
    "quotes": (QUOTES, ("quote_id",)),
}
"""The frames that a night brings, in the order in which they hang on each other: their columns and keys."""


@dataclass(frozen=True)
class Met:
    """What the articles of a night are judged by beside themselves.

    `reached`: how many of its inputs are articles, known or new; `refused`: the articles that a published run has
    refused before (`article_id`, `rule`, `payload`); `languages`: those in which articles are extracted.
    """

    reached: int
    refused: pl.DataFrame
    languages: frozenset[str]


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
    met: Met,
    expectations: Path,
    folder: Path,
) -> ValidatedNight:
    """Hold each frame of the night to its suite and write the results under `folder`.

    `refused` are quarantine files of the step before: their articles, and all rows of an article that is refused here,
    go no further. Without a mention or quote, a night is judged by how many articles could have held one: those that
    were extracted and passed.
    """
    # Great Expectations takes seconds to import: a night that brings nothing new does not wait for it.
    suites = load_suites(expectations, TABLES.keys()) if articles else {}
    frames = {
        table: pl.concat([schema.to_frame(), *(pl.read_parquet(file) for file in files)])
        for (table, (schema, _)), files in zip(TABLES.items(), (articles, mentions, quotes), strict=True)
    }
    gone = pl.concat([QUARANTINE.to_frame(), *(pl.read_parquet(file) for file in refused)])
    checks, quarantine = [CHECKS.to_frame()], [gone]
    count_extracted = 0
    for table, (_, keys) in TABLES.items():
        frame = drop_orphans(frames[table], gone)
        if table == "articles" and frame.height:
            result = validate_articles(frame, suites[table], met)
            gone = pl.concat([gone, result.quarantine])
            is_extracted = pl.col("language").is_null() | pl.col("language").is_in(sorted(met.languages))
            count_extracted = result.passed.filter(is_extracted).height
        elif frame.height or (articles and not may_be_empty(suites[table], count_extracted)):
            result = validate(table, frame, suites[table], keys)
        else:
            result = Validated(frame, QUARANTINE.to_frame(), CHECKS.to_frame())
        frames[table] = result.passed
        checks.append(result.checks)
        quarantine.append(result.quarantine)
    return ValidatedNight(
        **{table: _write(folder / f"{table}.parquet", frame) for table, frame in frames.items()},
        quarantine=_write(folder / "quarantine.parquet", pl.concat(quarantine)),
        checks=_write(folder / "checks.parquet", pl.concat(checks)),
        rows=sum(frame.height for frame in frames.values()),
    )


def validate_articles(frame: pl.DataFrame, suite: Suite, met: Met) -> Validated:
    """The articles held to their suite; what was refused before and comes again the same is set aside again, unjudged.

    It is no article of the warehouse, so that every night meets it as new, beside fewer and fewer that are. A rule
    that was put right since lets it through: it is judged before it is known to be the same.
    """
    keys = TABLES["articles"][1]
    result = validate("articles", frame, suite, keys, met.reached)
    again = refused_before(result.quarantine, met.refused)
    if again.is_empty():
        return result
    rest = drop_orphans(frame, again)
    if rest.is_empty():
        return Validated(rest, again, CHECKS.to_frame())
    result = validate("articles", rest, suite, keys, met.reached - again.height)
    return Validated(result.passed, pl.concat([again, result.quarantine]), result.checks)


def _write(path: Path, frame: pl.DataFrame) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(path)
    return path
