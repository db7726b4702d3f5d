"""The step: check a night's frames against their suites. Failing rows go to quarantine, the others continue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from flows.records import ARTICLES, CHECKS, MENTIONS, QUARANTINE, QUOTES
from flows.validate.gate import Validated, drop_orphans, find_repeated_refusals, validate
from flows.validate.suites import Suite, load_suites, may_be_empty

TABLES = {
    "articles": (ARTICLES, ("article_id",)),
    "mentions": (MENTIONS, ("mention_id",)),
    "quotes": (QUOTES, ("quote_id",)),
}
"""The frames of a night with their columns and keys; each depends on the ones before it."""


@dataclass(frozen=True)
class NightContext:
    """Facts beyond the articles themselves that judge a night's articles.

    `reached`: the number of inputs that are articles, known or new. `refused`: the articles that an earlier published
    run refused (`records.REFUSED_ARTICLES`). `languages`: the languages (ISO 639-1) that are extracted.
    """

    reached: int
    refused: pl.DataFrame
    languages: frozenset[str]


@dataclass(frozen=True)
class ValidatedNight:
    """Parquet files of the rows that passed, of the refused rows (`records.QUARANTINE`) and of the checks."""

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
    context: NightContext,
    expectations: Path,
    folder: Path,
) -> ValidatedNight:
    """Check each frame of the night against its suite and write the results under `folder`.

    `refused` are quarantine files of the step before. Their articles, and all rows of an article that is refused here,
    stop here. A night without a mention or quote is judged by the number of articles that were extracted and passed.
    """
    # Great Expectations takes seconds to import. A night without new articles does not wait for it.
    suites = load_suites(expectations, TABLES.keys()) if articles else {}
    gone = _read(QUARANTINE, refused)
    checks, quarantine = [CHECKS.to_frame()], [gone]
    count_extracted = rows = 0
    written = {}
    for (table, (schema, keys)), files in zip(TABLES.items(), (articles, mentions, quotes), strict=True):
        frame = drop_orphans(_read(schema, files), gone)
        if table == "articles" and frame.height:
            result = validate_articles(frame, suites[table], context)
            gone = pl.concat([gone, result.quarantine])
            count_extracted = _count_extracted(result.passed, context.languages)
        elif frame.height or (articles and not may_be_empty(suites[table], count_extracted)):
            result = validate(table, frame, suites[table], keys)
        else:
            result = Validated(frame, QUARANTINE.to_frame(), CHECKS.to_frame())
        checks.append(result.checks)
        quarantine.append(result.quarantine)
        # Each table is written before the next one is read: a night's rows are not all in memory at once.
        written[table] = _write(folder / f"{table}.parquet", result.passed)
        rows += result.passed.height
    return ValidatedNight(
        **written,
        quarantine=_write(folder / "quarantine.parquet", pl.concat(quarantine)),
        checks=_write(folder / "checks.parquet", pl.concat(checks)),
        rows=rows,
    )


def validate_articles(frame: pl.DataFrame, suite: Suite, context: NightContext) -> Validated:
    """Check the articles against their suite. Articles that an earlier night refused, unchanged, do not count again.

    A refused article is not in the warehouse, so every night meets it as new, among fewer and fewer new articles, and
    its refusals would exceed the limit some day. It is judged first, so that a corrected rule lets it pass.
    """
    keys = TABLES["articles"][1]
    result = validate("articles", frame, suite, keys, context.reached)
    again = find_repeated_refusals(result.quarantine, context.refused)
    if again.is_empty():
        return result
    rest = drop_orphans(frame, again)
    if rest.is_empty():
        return Validated(rest, again, CHECKS.to_frame())
    result = validate("articles", rest, suite, keys, context.reached - again.height)
    return Validated(result.passed, pl.concat([again, result.quarantine]), result.checks)


def _count_extracted(articles: pl.DataFrame, languages: frozenset[str]) -> int:
    is_extracted = pl.col("language").is_null() | pl.col("language").is_in(sorted(languages))
    return articles.filter(is_extracted).height


def _read(schema: pl.Schema, files: Sequence[Path]) -> pl.DataFrame:
    return pl.concat([schema.to_frame(), *(pl.read_parquet(file) for file in files)])


def _write(path: Path, frame: pl.DataFrame) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(path)
    return path
