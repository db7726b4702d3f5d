"""How long a night's loading takes, as a ratio to what no loading can do without: a copy of the file and its rows.

    python benchmarks/load.py --articles 20000 --tonight 1000

The limit copies the published file and inserts tonight's rows with one bare `insert … select` a table. Both are
measured in the same run, over synthetic articles with 30 mentions and 4 quotes each.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

from flows import records
from flows.ledger import Ledger
from flows.load.database import open_stage
from flows.load.merge import Tonight
from flows.load.publish import PUBLISHED
from flows.load.step import check_stage, load_stage, publish_stage
from flows.settings import HOME

SQL = HOME / "sql"
SEEDS = HOME / "seeds"
MENTIONS, QUOTES, ENTITIES = 30, 4, 5_000
SENTENCE = "“We go on Monday,” Ana Marin said in the harbour town of Dover, where Ben Aydin had asked her to wait. "
START = datetime(2026, 11, 1, 2, tzinfo=UTC)


def rows(first: int, count: int) -> dict[str, pl.DataFrame]:
    """Articles `first` to `first + count` with their mentions and quotes, as the steps before hand them over."""
    number = pl.DataFrame({"n": range(first, first + count)})
    id_of = pl.format("a{}", pl.col("n"))
    articles = number.select(
        article_id=id_of,
        source=pl.format("outlet{}.test", pl.col("n") % 40),
        authors=pl.lit([], dtype=pl.List(pl.String)),
        published_at=pl.lit(START) + pl.duration(minutes=pl.col("n") % 1440),
        published_on=pl.lit(START.date()),
        language=pl.lit("en"),
        text=pl.format("{}" + SENTENCE * 30, pl.col("n")),
        word_count=pl.lit(600),
        text_hash=pl.format("h{}", pl.col("n")),
        record_hash=pl.lit("r"),
    )
    place = pl.DataFrame({"i": range(MENTIONS)})
    entity = (pl.col("n") * 7 + pl.col("i") ** 2) % ENTITIES
    mentions = number.join(place, how="cross").select(
        mention_id=pl.format("m{}-{}", "n", "i"),
        article_id=id_of,
        entity_id=pl.format("e{}", entity),
        entity_name=pl.format("Name {}", entity),
        kind=pl.lit("name"),
        label=pl.lit("PERSON"),
        text=pl.format("{}", pl.col("n") % 7),
        start_char=(pl.col("i") * 100 + 20).cast(pl.Int32),
        end_char=(pl.col("i") * 100 + 29).cast(pl.Int32),
    )
    span = {"start_char": (pl.col("i") * 700).cast(pl.Int32), "end_char": (pl.col("i") * 700 + 200).cast(pl.Int32)}
    quotes = number.join(place.head(QUOTES), how="cross").select(
        quote_id=pl.format("q{}-{}", "n", "i"),
        article_id=id_of,
        kind=pl.lit("direct"),
        text=pl.lit("We go on Monday,"),
        **span,
        segments=pl.concat_list(pl.struct([value.alias(name) for name, value in span.items()])),
        speaker=pl.lit("Ana Marin"),
        speaker_form=pl.lit("name"),
        resolution=pl.lit("explicit"),
        confidence=pl.lit(0.9),
        rule=pl.lit("bench"),
        is_unclosed=pl.lit(False),
    )
    frames = {"articles": articles, "mentions": mentions, "quotes": quotes}
    schemas = {"articles": records.ARTICLES, "mentions": records.MENTIONS, "quotes": records.QUOTES}
    return {name: _whole(frame, schemas[name]) for name, frame in frames.items()}


def _whole(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    missing = [pl.lit(None).alias(name) for name in schema if name not in frame.columns]
    return frame.with_columns(missing).select(schema.names()).cast(schema)


def tonight(folder: Path, run_id: str, night: int, first: int, count: int) -> Tonight:
    """The Parquet files of one night."""
    folder.mkdir(parents=True)
    files = {}
    for name, frame in rows(first, count).items():
        files[name] = [folder / f"{name}.parquet"]
        frame.write_parquet(files[name][0])
    return Tonight(run_id, START + timedelta(days=night), "x", **files)


def bare(warehouse: Path, given: Tonight) -> None:
    """The limit: a copy, and the rows."""
    file = warehouse / "limit.duckdb"
    shutil.copyfile(warehouse / PUBLISHED, file)
    with open_stage(file) as connection:
        connection.begin()
        for table, files in (("mentions", given.mentions), ("quotes", given.quotes)):
            connection.execute(f"insert into main.{table} by name select * from read_parquet(?)", [str(files[0])])
        connection.execute(
            "insert into main.articles by name select *, 1 as version, now() as first_seen_at, now() as loaded_at,"
            " 'r' as run_id, 'x' as extractor from read_parquet(?)",
            [str(given.articles[0])],
        )
        connection.commit()
    file.unlink()


@contextmanager
def timed(label: str, seconds: dict[str, float]) -> Iterator[None]:
    began = time.perf_counter()
    yield
    seconds[label] = time.perf_counter() - began
    print(f"  {label:<28} {seconds[label]:8.2f} s")


def measure(folder: Path, ledger: Ledger, night: int, first: int, count: int) -> None:
    """Load and publish one night, and print what it took beside what the limit took."""
    warehouse, seconds = folder / "warehouse", dict[str, float]()
    started_at = START + timedelta(days=night)
    run_id = ledger.start_run(started_at.date(), started_at, None, software_version="0", model="m", extractor="x")
    files = tonight(folder / run_id, run_id, night, first, count)
    print(f"{count:,} articles into {first:,}")
    if night:
        with timed("limit: copy and insert", seconds):
            bare(warehouse, files)
    with timed("load", seconds):
        stage = load_stage(warehouse, files, sql=SQL, seeds=SEEDS)
    with timed("checks", seconds):
        checks = check_stage(stage, sql=SQL)
    with timed("publish", seconds):
        file = publish_stage(warehouse, stage, ledger, run_id=run_id, seconds=0.0, keep=1)
    ledger.update_run(run_id, status="published")
    # The rows are synthetic, so that rules about slices of the text fail and have all their work to do.
    print(f"  file {file.stat().st_size / 1e6:,.0f} MB; {checks.height} checks, {(~checks['is_passed']).sum()} failed")
    if night:
        limit = seconds.pop("limit: copy and insert")
        print(f"  load / limit {seconds['load'] / limit:.1f}; all / limit {sum(seconds.values()) / limit:.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000, help="articles that the warehouse holds already")
    parser.add_argument("--tonight", type=int, default=1_000, help="new articles of the night that is measured")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "warehouse"
        warehouse.mkdir()
        with closing(Ledger.open(warehouse, SQL)) as ledger:
            measure(Path(folder), ledger, 0, 0, given.articles)
            measure(Path(folder), ledger, 1, given.articles, given.tonight)


if __name__ == "__main__":
    main()
