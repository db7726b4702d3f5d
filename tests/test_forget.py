"""What is forgotten is in no file of the warehouse any more, and does not come back."""

from __future__ import annotations

import gzip
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from warcio.archiveiterator import ArchiveIterator

from flows.errors import UsageError
from flows.forget import Request, find_request, forget
from flows.ledger import Ledger
from flows.load.database import open_published
from flows.load.versions import list_versions
from flows.settings import HOME, Settings
from tests.conftest import START, Night, RunNight
from tests.ingest.fetch.conftest import FAST
from tests.ingest.fetch.site import Site, article, item, open_site, rss_of

ASKED = datetime(2026, 11, 29, 12, tzinfo=UTC)
SECRET = "Xanthippe Quigley"
RunFeed = Callable[..., Night]


@pytest.fixture(scope="module")
def site() -> object:
    with open_site() as running:
        for town, name in (("lodz", SECRET), ("quito", "Mara Olsen")):
            running.serve(f"/{town}", article(town.title(), name))
        entries = [
            item(f"{running.url}/lodz", content=f"<p>{SECRET} spoke.</p>", title="Lodz"),
            item(f"{running.url}/quito", title="Quito"),
        ]
        running.serve("/feed", rss_of(*entries))
        yield running


@pytest.fixture(scope="module")
def run_feed(run_night: RunNight, site: Site) -> RunFeed:
    def run(warehouse: Path, day: int) -> Night:
        sources = {"town": {"kind": "feed", "urls": [f"{site.url}/feed"], "allow_private": True}}
        return run_night(warehouse, started_at=START + timedelta(days=day), fetching=FAST, sources=sources)

    return run


@pytest.fixture(scope="module")
def fetched(run_feed: RunFeed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    warehouse = tmp_path_factory.mktemp("fetched") / "warehouse"
    for day in (0, 1):
        run_feed(warehouse, day)
    return warehouse


@pytest.fixture
def warehouse(fetched: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fetched, tmp_path / "warehouse"))


def read_whole(file: Path) -> str:
    """Everything that a file says, unpacked; and its bytes, for what is deleted and still there."""
    raw = file.read_bytes()
    said = [raw.decode("utf-8", "replace")]
    if file.name.endswith(".warc.gz"):
        with file.open("rb") as stream:
            said += [
                f"{r.rec_headers}{r.content_stream().read().decode('utf-8', 'replace')}"
                for r in ArchiveIterator(stream)
            ]
    elif file.suffix == ".gz":
        said.append(gzip.decompress(raw).decode("utf-8", "replace"))
    elif file.suffix == ".parquet":
        said.append(str(pl.read_parquet(file).rows()))
    elif file.suffix == ".sqlite":
        with sqlite3.connect(file) as connection:
            said += list(connection.iterdump())
    elif file.suffix == ".duckdb":
        with open_published(file) as connection:
            tables = connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
            said += [str(connection.execute(f'from "{s}"."{t}"').fetchall()) for s, t in tables]
    return "\n".join(said)


def find_files(warehouse: Path, *needles: str) -> list[str]:
    """The files of a warehouse that say one of the needles."""
    found = []
    for file in sorted(file for file in warehouse.rglob("*") if file.is_file()):
        said = file.name + read_whole(file)
        if any(needle in said for needle in needles):
            found.append(str(file.relative_to(warehouse)))
    return found


def remove(warehouse: Path, key: str) -> Request:
    with Ledger.open(warehouse, HOME / "sql") as ledger:
        request = find_request(warehouse, ledger, key)
        if not request.is_done:
            forget(Settings(warehouse=warehouse), ledger, request, "request of 12 November", ASKED)
    return request


def test_what_a_killed_command_left_behind_is_removed(warehouse: Path, site: Site) -> None:
    """It was taken for a version, could not be opened, and no article could be forgotten any more."""
    for folder in (warehouse, warehouse / "versions"):
        shutil.copyfile(warehouse / "onrecord.duckdb", folder / ".stage-forget-rows.duckdb")
        (folder / ".stage-forget-rows.duckdb.wal").write_bytes(b"of another file")
        (folder / ".stage-forget-file.duckdb").write_bytes(b"half")
    versions = {file.name for file in list_versions(warehouse)}
    remove(warehouse, f"{site.url}/lodz")
    assert {file.name for file in (warehouse / "versions").iterdir()} == versions
    assert find_files(warehouse, SECRET) == []


def test_an_address_is_in_no_file_and_does_not_come_back(warehouse: Path, run_feed: RunFeed, site: Site) -> None:
    address = f"{site.url}/lodz"
    kinds = {name.partition("/")[0] for name in find_files(warehouse, SECRET)}
    assert kinds >= {"onrecord.duckdb", "versions", "raw", "runs", "site", "fetching"}
    request = remove(warehouse, address)
    assert len(request.found.articles) == 1
    assert find_files(warehouse, SECRET, "Xanthippe", "xanthippe", address, *request.found.articles) == []
    night = Night(warehouse, "")
    assert night.sql("select title from articles") == [("Quito to rebuild its bridge",)]
    assert {row[0] for row in night.sql("select kind from ops.forgotten")} == {"address", "article"}
    assert (warehouse / "site" / "index.html").exists()
    asked = len(site.log)
    again = run_feed(warehouse, 2)
    assert "/lodz" not in [path for path, _ in site.log[asked:]]
    assert find_files(warehouse, SECRET, address) == []
    ended = again.ledger("select outcome, rule, source from outcomes where run_id = ? order by rule", again.run_id)
    assert {"outcome": "skipped", "rule": "forgotten", "source": "town"} in ended


def test_a_file_with_a_forgotten_article_is_read_without_it(
    warehouse: Path, site: Site, run_night: RunNight, tmp_path: Path
) -> None:
    remove(warehouse, f"{site.url}/lodz")
    page = tmp_path / "page.jsonl"
    page.write_text(f'{{"url": "{site.url}/lodz?utm_source=x", "text": "{SECRET} spoke in Lodz on Tuesday."}}', "utf-8")
    night = run_night(warehouse, page, started_at=START + timedelta(days=3))
    assert night.sql("select count(*) from articles") == [(1,)]
    assert find_files(warehouse, SECRET) == []


def test_a_source_and_an_article_are_keys_too(warehouse: Path) -> None:
    (row,) = Night(warehouse, "").sql("select article_id from articles where title like 'Lodz%'")
    remove(warehouse, row[0])
    assert find_files(warehouse, SECRET) == []
    remove(warehouse, "town")
    night = Night(warehouse, "")
    assert night.sql("select count(*) from articles") == [(0,)]
    assert night.ledger("select distinct source from outcomes") == [{"source": None}]
    assert find_files(warehouse, "Mara Olsen") == []


def test_a_second_request_changes_nothing(warehouse: Path, site: Site) -> None:
    remove(warehouse, f"{site.url}/lodz")
    before = {f: f.read_bytes() for f in warehouse.rglob("*") if f.is_file() and "ledger" not in f.name}
    assert remove(warehouse, f"{site.url}/lodz").is_done
    assert {f: f.read_bytes() for f in before} == before


def test_an_unknown_key_is_refused(warehouse: Path) -> None:
    with pytest.raises(UsageError, match="No article has the id"):
        remove(warehouse, "0" * 16)
    with pytest.raises(UsageError, match="is no source"):
        remove(warehouse, "nobody")
