"""Nights of a few rows, and the warehouse files that they are loaded into."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from flows import records
from flows.ledger import Ledger
from flows.load.database import open_stage
from flows.load.merge import Tonight, merge
from flows.load.publish import PUBLISHED
from flows.load.step import load_stage, publish_stage

ROOT = Path(__file__).parents[2]
SQL = ROOT / "sql"
SEEDS = ROOT / "seeds"

Row = dict[str, Any]


def two_o_clock(day: int) -> datetime:
    """When the run of a November night starts."""
    return datetime(2026, 11, day, 2, tzinfo=UTC)


def article(name: str, text: str = "Rain fell.", **facts: Any) -> Row:
    """A row of `records.ARTICLES`; a change of a fact changes its record_hash, as in ingest."""
    row = {"article_id": name, "source": "courier.test", "authors": [], "word_count": len(text.split()), **facts}
    return {**row, "text": text, "text_hash": records.text_hash(text), "record_hash": records.digest(repr(facts))}


def mention(of: str, start: int, end: int, name: str, **facts: Any) -> Row:
    """A row of `records.MENTIONS`: a PERSON called `name`, written so, unless told otherwise."""
    row = {"kind": "name", "label": "PERSON", "text": name, "entity_name": name, "entity_id": f"e-{name.casefold()}"}
    span = {"start_char": start, "end_char": end}
    return {"mention_id": f"{of}-{start}-{end}", "article_id": of, **row, **span, **facts}


def quote(of: str, *segments: tuple[int, int], **facts: Any) -> Row:
    """A row of `records.QUOTES`."""
    row = {"kind": "direct", "text": "…", "start_char": segments[0][0], "end_char": segments[-1][1]}
    row |= {"speaker_form": "none", "resolution": "nobody", "confidence": 1.0, "rule": "test", "is_unclosed": False}
    spans = [{"start_char": start, "end_char": end} for start, end in segments]
    return {"quote_id": f"{of}-{segments}", "article_id": of, "segments": spans, **row, **facts}


class Nights:
    """Writes the files that the steps before hand over, one folder a night."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.count = 0

    def tonight(
        self,
        *articles: Row,
        mentions: Sequence[Row] = (),
        quotes: Sequence[Row] = (),
        run_id: str | None = None,
        extractor: str = "x1",
    ) -> Tonight:
        """The night after the last one, from 2026-11-01 on."""
        self.count += 1
        folder = self._folder / str(self.count)
        folder.mkdir(parents=True)
        files = {
            name: self._write(folder / f"{name}.parquet", rows, schema)
            for name, rows, schema in (
                ("articles", articles, records.ARTICLES),
                ("mentions", mentions, records.MENTIONS),
                ("quotes", quotes, records.QUOTES),
            )
        }
        run_id = run_id or f"2026-11-{self.count:02}.1"
        return Tonight(run_id, two_o_clock(self.count), extractor, **files)

    @staticmethod
    def _write(file: Path, rows: Sequence[Row], schema: pl.Schema) -> list[Path]:
        pl.DataFrame(list(rows), schema=schema).write_parquet(file)
        return [file]


class Stage:
    """A stage in memory with the tables of `main` alone, night after night."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, nights: Nights) -> None:
        self.connection = connection
        self.nights = nights

    def load(self, *articles: Row, **rows: Any) -> None:
        """Merge one more night."""
        merge(self.connection, self.nights.tonight(*articles, **rows), SQL, SEEDS)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self.connection.execute(query).fetchall()

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table of `main`, sorted."""
        tables = self.rows("select table_name from duckdb_tables() where schema_name = 'main' order by all")
        return {table: self.rows(f"from main.{table} order by all") for (table,) in tables}


MACROS_OF_LOADING = ("bare_letters.sql", "fold.sql")
"""Macros that the loading itself uses, in the order in which they need each other."""


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    return Nights(tmp_path / "nights")


@pytest.fixture
def stage(nights: Nights) -> Iterator[Stage]:
    with open_stage(Path(":memory:")) as connection:
        connection.execute("create schema seeds")
        for file in [*sorted((SQL / "schema" / "main").glob("*.sql")), SQL / "schema" / "seeds" / "metonyms.sql"]:
            connection.execute(file.read_text("utf-8"))
        connection.execute("insert into seeds.metonyms by name from read_csv(?)", [str(SEEDS / "metonyms.csv")])
        for name in MACROS_OF_LOADING:
            connection.execute((SQL / "macros" / name).read_text("utf-8"))
        yield Stage(connection, nights)


@pytest.fixture(scope="session")
def plain_sql(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`sql/` with the tables and the loading, but without what analysts add to it: as quick as a stage can be made."""
    folder = tmp_path_factory.mktemp("sql")
    (folder / "schema").mkdir()
    for part in ("schema/main", "schema/ops", "migrations", "load", "identity", "derive", "search"):
        (folder / part).symlink_to(SQL / part, target_is_directory=True)
    (folder / "macros").mkdir()
    for name in MACROS_OF_LOADING:
        (folder / "macros" / name).symlink_to(SQL / "macros" / name)
    (folder / "checks").mkdir()
    # The one reference table that the loading asks.
    (folder / "schema" / "seeds").mkdir()
    (folder / "schema" / "seeds" / "metonyms.sql").symlink_to(SQL / "schema" / "seeds" / "metonyms.sql")
    return folder


def record_run(ledger: Ledger, day: int, started_at: datetime | None = None) -> str:
    """Start a run in the ledger."""
    return ledger.start_run(
        date(2026, 11, day),
        started_at or two_o_clock(day),
        published_by=None,
        software_version="0",
        model="m",
        extractor="x1",
    )


Publish = Callable[..., Path]


def publisher(warehouse: Path, sql: Path, seeds: Path) -> Publish:
    """What loads and publishes one night into `warehouse`."""
    warehouse.mkdir(exist_ok=True)

    def publish(tonight: Tonight, keep: int = 14) -> Path:
        with Ledger.open(warehouse, sql) as ledger:
            record_run(ledger, tonight.started_at.day)
            stage = load_stage(warehouse, tonight, sql=sql, seeds=seeds)
            file = publish_stage(warehouse, stage, ledger, run_id=tonight.run_id, seconds=60.0, keep=keep)
            ledger.update_run(tonight.run_id, status="published", exit_code=0, seconds=60.0)
        return file

    return publish


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    folder = tmp_path / "warehouse"
    folder.mkdir()
    return folder


@pytest.fixture
def publish(warehouse: Path, plain_sql: Path) -> Publish:
    return publisher(warehouse, plain_sql, SEEDS)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published file with all that `sql/` and `seeds/` hold and two articles; for reading only."""
    folder = tmp_path_factory.mktemp("whole")
    tonight = Nights(folder / "nights").tonight(
        article("a1", "“Rain,” said Ana.", title="Rain"),
        article("a2", "Ana left."),
        mentions=[mention("a1", 13, 16, "Ana"), mention("a2", 0, 3, "Ana")],
        quotes=[quote("a1", (1, 6), text="Rain,", speaker="Ana", speaker_entity_id="e-ana")],
    )
    publisher(folder / "warehouse", SQL, SEEDS)(tonight)
    return folder / "warehouse" / PUBLISHED
