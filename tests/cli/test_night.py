"""A run stands on its own: whatever another Prefect, another run or another warehouse does on the machine."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from flows.ledger import Ledger
from tests.conftest import ROOT
from tests.waiting import PATIENCE, wait_until

ARTICLE = "“The harbour opens on Monday,” Leila Haddad, the port's director, told reporters in Tripoli."


def write_foreign_database(home: Path) -> None:
    """A database of Prefect with a revision that this version does not know."""
    home.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(home / "prefect.db") as database:
        database.execute("create table if not exists alembic_version (version_num varchar(32) not null)")
        database.execute("delete from alembic_version")
        database.execute("insert into alembic_version values ('00unknown000')")
    database.close()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder in which another version of Prefect has a database."""
    write_foreign_database(tmp_path / "home" / ".prefect")
    return tmp_path / "home"


def start(home: Path, warehouse: Path) -> subprocess.Popen[str]:
    """A run in a session of its own, so that the processes it leaves can be told."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ONRECORD_", "PREFECT_"))}
    articles = warehouse.parent / "articles"
    articles.mkdir(exist_ok=True)
    (articles / "harbour.txt").write_text(ARTICLE, "utf-8")
    return subprocess.Popen(
        [sys.executable, "-m", "flows", "run", str(articles), "--date", "2026-11-22", "-w", str(warehouse)],
        env={**kept, "HOME": str(home), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def list_session(session: int) -> list[str]:
    """The names of the processes of a session, without those that have ended."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text("utf-8", "replace").rpartition(")")
        except (FileNotFoundError, ProcessLookupError):
            continue
        state, _, _, of = rest.split()[:4]
        if int(of) == session and state != "Z":
            found.append(name)
    return found


def require_published(run: subprocess.Popen[str]) -> None:
    out, error = run.communicate(timeout=PATIENCE)
    assert run.returncode == 0, error
    assert "published" in out
    for sign in ("Traceback", "EventsWorker", "leaked"):
        assert sign not in error
    # On a busy machine, some processes have their last lines still to run.
    wait_until(lambda: not list_session(run.pid), "a process outlived its run")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_two_warehouses_beside_a_newer_prefect(model: str, home: Path, tmp_path: Path) -> None:
    before = (home / ".prefect" / "prefect.db").read_bytes()
    write_foreign_database(tmp_path / "second" / "prefect")
    runs = [start(home, tmp_path / name) for name in ("first", "second")]
    try:
        wait_until((tmp_path / "first" / ".lock").exists, "the first run takes no warehouse")
        third = start(home, tmp_path / "first")
        _, refused = third.communicate(timeout=PATIENCE)
        assert (third.returncode, "is held by" in refused) == (4, True)
        for run in runs:
            require_published(run)
    finally:
        for run in runs:
            run.kill()
    assert [path.name for path in home.iterdir()] == [".prefect"]
    assert (home / ".prefect" / "prefect.db").read_bytes() == before
    for name in ("first", "second"):
        with Ledger.read(tmp_path / name) as ledger:
            assert ledger.rows("select status from runs") == [{"status": "published"}]
