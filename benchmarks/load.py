"""How long a night's loading takes, and how much memory, part by part, as the warehouse grows.

    python -m benchmarks.load --articles 10000 100000 --tonight 1000

One warehouse grows to each size in turn. At each size a night of new articles is loaded, checked and published, then a
night without articles. The limit is what no loading can do without: a copy of the published file, and one bare
`insert … select` a table. Peak memory is that of this process during the part, with the benchmark's own frames (Linux).
"""

from __future__ import annotations

import argparse
import logging
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl

from benchmarks.synthetic import PER_DAY, START, make_rows
from flows.ledger import Ledger
from flows.load.database import open_stage
from flows.load.earlier_nights import read_known_versions
from flows.load.merge import Tonight
from flows.load.publish import PUBLISHED
from flows.load.step import check_stage, load_stage, publish_stage
from flows.settings import HOME

SQL = HOME / "sql"
SEEDS = HOME / "seeds"
CHUNK = 20_000
"""Articles of one night while the warehouse grows, so that no night needs the memory of all."""


@dataclass
class Parts(logging.Handler):
    """The processor seconds and the peak memory of each part, in order. As a handler, it hears of the parts of a step.

    Seconds of wall say little on a machine that does other work.
    """

    seconds: dict[str, float] = field(default_factory=dict)
    megabytes: dict[str, float] = field(default_factory=dict)
    mark: float = field(default_factory=time.process_time)

    def __post_init__(self) -> None:
        super().__init__(logging.INFO)

    def __hash__(self) -> int:
        return id(self)

    def emit(self, record: logging.LogRecord) -> None:
        if isinstance(record.args, tuple) and len(record.args) == 2:
            self.add(str(record.args[0]), self.mark)

    def add(self, part: str, began: float) -> None:
        """Add a part that has just ended."""
        self.mark = time.process_time()
        self.seconds[part] = self.mark - began
        self.megabytes[part] = read_peak_megabytes()

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Time a block as a part."""
        began = self.mark = time.process_time()
        yield
        self.add(name, began)


def read_peak_megabytes() -> float:
    """The peak memory of this process since the last call, in MB (Linux)."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    peak = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    Path("/proc/self/clear_refs").write_text("5")
    return peak / 1000


def write_night(folder: Path, run_id: str, started_at: datetime, first: int, count: int) -> Tonight:
    """The Parquet files of one night."""
    folder.mkdir(parents=True)
    files = {}
    for name, frame in make_rows(first, count).items():
        files[name] = [folder / f"{name}.parquet"]
        frame.write_parquet(files[name][0])
    return Tonight(run_id, started_at, "x", **files)


def copy_and_insert(warehouse: Path, given: Tonight) -> None:
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


def load_night(folder: Path, ledger: Ledger, first: int, count: int) -> Parts:
    """Load, check and publish the `count` articles from number `first` on; what each part took."""
    warehouse, parts = folder / "warehouse", Parts()
    started_at = START + timedelta(days=(first + count) // PER_DAY + 1)
    run_id = ledger.start_run(started_at.date(), started_at, None, software_version="0", model="m", extractor="x")
    files = write_night(folder / run_id, run_id, started_at, first, count)
    if first:
        with parts.part("limit: copy, insert"):
            copy_and_insert(warehouse, files)
        with parts.part("known versions"):
            read_known_versions(warehouse / PUBLISHED)
    logger = logging.getLogger("flows.load")
    logger.setLevel(logging.INFO)
    logger.addHandler(parts)
    with parts.part("load"):
        stage = load_stage(warehouse, files, sql=SQL, seeds=SEEDS)
    if first:
        with parts.part("checks, tonight's rows"):
            check_stage(stage, sql=SQL, run_id=run_id)
    with parts.part("checks, all rows"):
        checks = check_stage(stage, sql=SQL)
    with parts.part("publish"):
        publish_stage(warehouse, stage, ledger, run_id=run_id, seconds=0.0, keep=1)
    logger.removeHandler(parts)
    ledger.update_run(run_id, status="published")
    failed = checks.filter(~pl.col("is_passed"))["rule_id"].to_list()
    if failed:
        raise SystemExit(f"the synthetic rows break rules: {', '.join(failed)}")
    shutil.rmtree(folder / run_id)
    return parts


def print_table(columns: dict[str, Parts]) -> None:
    """One line a part, one pair of columns a night: processor seconds and peak megabytes."""
    print(f"{'':<24}" + "".join(f"{name:>24}" for name in columns))
    for part in next(iter(columns.values())).seconds:
        cells = (f"{c.seconds.get(part, 0):>12.2f} s {c.megabytes.get(part, 0):>6,.0f} MB" for c in columns.values())
        print(f"{part:<24}" + "".join(cells))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 100_000], help="sizes of the warehouse")
    parser.add_argument("--tonight", type=int, default=1_000, help="new articles of the night that is measured")
    parser.add_argument("--folder", type=Path, help="where to put the warehouse; default: a temporary folder")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        (folder / "warehouse").mkdir()
        columns: dict[str, Parts] = {}
        with closing(Ledger.open(folder / "warehouse", SQL)) as ledger:
            held = 0
            for size in given.articles:
                while held < size:
                    count = min(CHUNK, size - held)
                    load_night(folder, ledger, held, count)
                    held += count
                columns[f"{given.tonight:,} into {held:,}"] = load_night(folder, ledger, held, given.tonight)
                held += given.tonight
                columns[f"0 into {held:,}"] = load_night(folder, ledger, held, 0)
                megabytes = (folder / "warehouse" / PUBLISHED).stat().st_size / 1e6
                print(f"{held:,} articles: {megabytes:,.0f} MB", flush=True)
        print_table(columns)


if __name__ == "__main__":
    main()
