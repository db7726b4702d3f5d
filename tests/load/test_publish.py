"""The stage file takes the place of the published one, or nothing changes."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from flows.errors import OnRecordError, PublishedFileChanged
from flows.load.digests import digest_file
from flows.load.publish import PUBLISHED, make_stage, publish, require_space
from flows.load.versions import list_versions

from .conftest import Nights, Publish, article

MINUTES = itertools.count(1)
READER = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
for _ in sys.stdin:
    print(*connection.execute("select night, count(*) from t group by night").fetchone(), flush=True)
"""


def published_as(warehouse: Path, run_id: str, keep: int = 14) -> Path:
    """Publish a file that says which run it is of."""
    stage = make_stage(warehouse, run_id)
    stage.write_text(run_id, "utf-8")
    # A minute after the last: two files of one moment would have no order.
    minute = next(MINUTES) * 60
    os.utime(stage, (minute, minute))
    published = warehouse / PUBLISHED
    return publish(warehouse, stage, published.read_text("utf-8") if published.exists() else None, keep)


def versions(warehouse: Path) -> list[str]:
    return sorted(file.name for file in (warehouse / "versions").iterdir())


def test_a_first_night_has_no_file_to_start_from(warehouse: Path) -> None:
    assert not make_stage(warehouse, "2026-11-01.1").exists()


def test_a_stage_is_a_copy_beside_the_published_file(warehouse: Path) -> None:
    published = published_as(warehouse, "2026-11-01.1")
    stage = make_stage(warehouse, "2026-11-02.1")
    assert (stage.parent, stage.read_text("utf-8")) == (warehouse, "2026-11-01.1")
    assert not stage.samefile(published)


def test_what_a_killed_run_left_behind_is_removed(warehouse: Path) -> None:
    (warehouse / ".stage-2026-11-01.1.duckdb").write_text("half", "utf-8")
    (warehouse / ".stage-2026-11-01.1.duckdb.wal").write_text("half", "utf-8")
    spilled = warehouse / ".stage-2026-11-01.1.duckdb.tmp"
    spilled.mkdir()
    (spilled / "duckdb_temp_block-1.block").write_text("half", "utf-8")
    (warehouse / "versions").mkdir()
    (warehouse / "versions" / ".stage-forget-rows.duckdb").write_text("half", "utf-8")
    make_stage(warehouse, "2026-11-01.2")
    assert [file for file in warehouse.rglob("*") if file.is_file()] == []


def test_the_last_published_file_becomes_a_version(warehouse: Path) -> None:
    first = published_as(warehouse, "2026-11-01.1").stat().st_ino
    assert sorted(path.name for path in warehouse.iterdir()) == [PUBLISHED]
    published = published_as(warehouse, "2026-11-02.1")
    version = warehouse / "versions" / "2026-11-01.1.duckdb"
    assert (published.read_text("utf-8"), version.read_text("utf-8")) == ("2026-11-02.1", "2026-11-01.1")
    assert version.stat().st_ino == first  # no bytes were copied
    assert sorted(path.name for path in warehouse.iterdir()) == [PUBLISHED, "versions"]


def test_a_full_disk_is_told_before_the_run(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require_space(warehouse / "missing")
    require_space(warehouse)
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    with pytest.raises(OnRecordError, match="1 MB are free, and a run needs at least 67 MB"):
        require_space(warehouse)


def test_a_clock_that_was_set_back_keeps_the_order(warehouse: Path) -> None:
    for run_id, seconds in (("2026-11-01.1", 9e8), ("2026-11-02.1", 8e8), ("2026-11-03.1", 7e8)):
        stage = make_stage(warehouse, run_id)
        stage.write_text(run_id, "utf-8")
        os.utime(stage, (seconds, seconds))
        published = warehouse / PUBLISHED
        publish(warehouse, stage, published.read_text("utf-8") if published.exists() else None, keep=1)
    assert [path.stem for path in list_versions(warehouse)] == ["2026-11-02.1"]


def test_a_change_of_the_published_file_reaches_no_version(warehouse: Path) -> None:
    for run_id in ("2026-11-01.1", "2026-11-02.1"):
        published = published_as(warehouse, run_id)
    published.chmod(0o644)
    published.write_text("changed", "utf-8")
    assert (warehouse / "versions" / "2026-11-01.1.duckdb").read_text("utf-8") == "2026-11-01.1"


def test_without_hard_links_a_version_is_a_copy(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    for run_id in ("2026-11-01.1", "2026-11-02.1", "2026-11-03.1", "2026-11-04.1"):
        published_as(warehouse, run_id, keep=2)
    assert versions(warehouse) == ["2026-11-02.1.duckdb", "2026-11-03.1.duckdb"]
    assert (warehouse / "versions" / "2026-11-03.1.duckdb").read_text("utf-8") == "2026-11-03.1"


def test_the_last_published_versions_are_kept_whatever_night_they_are_of(warehouse: Path) -> None:
    for run_id in ("2026-11-03.9", "2026-11-03.10", "2026-11-04.1", "2026-10-01.1", "2026-11-05.1"):
        published_as(warehouse, run_id, keep=3)
    assert versions(warehouse) == ["2026-10-01.1.duckdb", "2026-11-03.10.duckdb", "2026-11-04.1.duckdb"]


def test_a_file_that_somebody_put_beside_the_versions_is_left_alone(warehouse: Path) -> None:
    for run_id in ("2026-11-01.1", "2026-11-02.1"):
        published_as(warehouse, run_id)
    (warehouse / "versions" / "before the move.duckdb").write_text("mine", "utf-8")
    published_as(warehouse, "2026-11-03.1", keep=1)
    assert versions(warehouse) == ["2026-11-02.1.duckdb", "before the move.duckdb"]


def test_a_stage_of_a_file_with_another_digest_is_refused(warehouse: Path) -> None:
    published = published_as(warehouse, "2026-11-01.1")
    assert make_stage(warehouse, "2026-11-02.1", digest_file(published)).exists()
    with pytest.raises(PublishedFileChanged, match="changed while the run was at work"):
        make_stage(warehouse, "2026-11-02.1", "0" * 64)


@pytest.mark.parametrize("of", ["stage", "published"])
def test_a_write_ahead_log_beside_either_file_stops_the_publication(warehouse: Path, of: str) -> None:
    published = published_as(warehouse, "2026-11-01.1")
    stage = make_stage(warehouse, "2026-11-02.1")
    file = stage if of == "stage" else published
    log = file.with_name(f"{file.name}.wal")
    log.write_bytes(b"log")
    with pytest.raises(OnRecordError, match=f"{log.name} exists"):
        publish(warehouse, stage, "2026-11-01.1", keep=14)
    assert published.read_text("utf-8") == "2026-11-01.1"
    assert not (warehouse / "versions").exists()


def test_a_failure_on_the_way_leaves_the_published_file_as_it_was(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = published_as(warehouse, "2026-11-01.1")
    before = published.stat().st_ino
    stage = make_stage(warehouse, "2026-11-02.1")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        publish(warehouse, stage, "2026-11-01.1", keep=14)
    assert (published.stat().st_ino, published.read_text("utf-8")) == (before, "2026-11-01.1")


def test_a_reader_held_open_stays_in_its_night_and_a_new_one_meets_the_new(warehouse: Path) -> None:
    def night(run_id: str, rows: int) -> Path:
        stage = make_stage(warehouse, run_id)
        with duckdb.connect(str(stage)) as connection:
            connection.execute(f"create or replace table t as select '{run_id}' as night from range({rows})")
        return publish(warehouse, stage, None, keep=1)

    published = night("2026-11-01.1", 300_000)
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(published)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with reader:
        stdin, stdout = reader.stdin, reader.stdout
        assert stdin
        assert stdout

        def ask() -> str:
            stdin.write("\n")
            stdin.flush()
            return stdout.readline()

        assert ask() == "2026-11-01.1 300000\n"
        night("2026-11-02.1", 1)
        assert ask() == "2026-11-01.1 300000\n"
    with duckdb.connect(str(published), read_only=True) as connection:
        assert connection.execute("select night from t").fetchall() == [("2026-11-02.1",)]


def test_published_files_are_read_only(publish: Publish, nights: Nights, warehouse: Path) -> None:
    file = publish(nights.tonight(article("a1")))
    publish(nights.tonight(article("a2")))
    modes = {path.stat().st_mode & 0o777 for path in (file, *(warehouse / "versions").iterdir())}
    assert modes == {0o444}
