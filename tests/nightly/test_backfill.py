"""Days derived again from the raw archive: beside the published file, with their differences, and only after a yes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.enums import RunKind
from flows.errors import Interrupted, UsageError
from flows.ledger import Ledger
from flows.nightly import tasks
from flows.nightly.backfill import find_archived_days
from flows.report.diff import TableDiff
from flows.runs.resume import find_resumable
from tests.conftest import NIGHT, START, Night, RunNight
from tests.ingest.fetch.conftest import FAST
from tests.ingest.fetch.site import article, feed, open_site

SECOND = NIGHT + timedelta(days=1)
Backfill = Callable[..., Night]


@pytest.fixture(scope="module")
def outage(run_night: RunNight, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse whose first night fetched an article and failed; only the second night was published."""
    warehouse = tmp_path_factory.mktemp("outage") / "warehouse"
    with open_site() as site, pytest.MonkeyPatch.context() as patch:
        source = {"kind": "feed", "urls": [f"{site.url}/feed"], "allow_private": True}
        settings = {"fetching": FAST, "sources": {"town": source}}
        for town in ("lodz", "quito"):
            site.serve(f"/{town}", article(town.title()))
        site.serve("/feed", feed(f"{site.url}/lodz"))
        patch.setattr(tasks, "load_task", fail)
        with pytest.raises(OSError, match="no space"):
            run_night(warehouse, **settings)
        patch.undo()
        site.serve("/feed", feed(f"{site.url}/quito"))
        run_night(warehouse, night=SECOND, started_at=START + timedelta(days=1), **settings)
    return warehouse


def fail(*_: object, **__: object) -> None:
    raise OSError("no space left on device")


@pytest.fixture
def warehouse(outage: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(outage, tmp_path / "warehouse"))


@pytest.fixture
def backfill(warehouse: Path, model: str) -> Backfill:
    from flows.nightly.flow import nightly

    def run(answer: bool, seen: list[TableDiff] | None = None) -> Night:
        def confirm(tables: list[TableDiff]) -> bool:
            seen.extend(tables) if seen is not None else None
            return answer

        days = find_archived_days(warehouse, NIGHT, SECOND)
        given: dict[str, Any] = {"overrides": {"warehouse": str(warehouse), "model": model}}
        given |= {"night": SECOND, "started_at": START + timedelta(days=2), "kind": RunKind.BACKFILL}
        folders = [str(folder) for folder in days.values()]
        return Night(warehouse, nightly(folders, **given, derived=list(days), confirm=confirm))

    return run


TITLES = "select title from articles order by title"
MISSING = "select night, count_runs, last_status from ops.missing_nights"


def test_an_outage_is_made_good_after_a_yes(warehouse: Path, backfill: Backfill) -> None:
    before = Night(warehouse, "")
    assert before.sql(TITLES) == [("Quito to rebuild its bridge",)]
    assert before.sql(MISSING) == [(NIGHT, 1, "failed")]
    counts = before.ledger("select * from source_nights")
    seen: list[TableDiff] = []
    night = backfill(True, seen)
    articles = next(one for one in seen if one.table == "articles")
    assert (articles.added, articles.gone) == (1, 0)
    assert set(articles.columns) <= {"story_id", "copy_of", "copy_share"}  # the two tell nearly the same
    assert articles.samples[0].label == "town: Lodz to rebuild its bridge"
    assert night.sql(TITLES) == [("Lodz to rebuild its bridge",), ("Quito to rebuild its bridge",)]
    assert night.sql(MISSING) == []
    assert night.ledger("select * from source_nights") == counts
    checks = night.ledger("select kind from checks where run_id = ?", night.run_id)
    assert "baseline" not in {check["kind"] for check in checks}
    again: list[TableDiff] = []
    backfill(True, again)
    assert all(one.is_empty for one in again)


def test_after_a_no_the_published_file_is_as_it_was(warehouse: Path, backfill: Backfill) -> None:
    before = (warehouse / "onrecord.duckdb").read_bytes()
    with pytest.raises(Interrupted, match="as you decided"):
        backfill(False)
    assert (warehouse / "onrecord.duckdb").read_bytes() == before
    assert not list(warehouse.glob(".stage-*"))
    with Ledger.read(warehouse) as ledger:
        (run,) = ledger.rows("select status, exit_code, kind from runs order by rowid desc limit 1")
        assert run == {"status": "interrupted", "exit_code": 130, "kind": "backfill"}
        assert isinstance(find_resumable(ledger, warehouse), str)


def test_days_without_an_archive_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds nothing from 2026-11-01 to 2026-11-02"):
        find_archived_days(tmp_path, date(2026, 11, 1), date(2026, 11, 2))
