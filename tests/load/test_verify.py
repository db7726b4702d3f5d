"""A published file that somebody changed is never the start of a night."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from flows.ledger import Ledger
from flows.load.digests import digest_file
from flows.load.publish import PUBLISHED
from flows.load.verify import examine_published, find_changed_versions, has_digests, verify_published

from .conftest import SEEDS, SQL, Nights, article, publisher

Change = Callable[[Path], None]


@pytest.fixture(scope="module")
def three_nights(tmp_path_factory: pytest.TempPathFactory, plain_sql: Path) -> Path:
    """A warehouse after three nights, each with one article more; for copying only."""
    folder = tmp_path_factory.mktemp("three")
    nights, publish = Nights(folder / "nights"), publisher(folder / "warehouse", plain_sql, SEEDS)
    for name in ("a1", "a2", "a3"):
        publish(nights.tonight(article(name)))
    return folder / "warehouse"


@pytest.fixture
def ledger(warehouse: Path, three_nights: Path) -> Iterator[Ledger]:
    """The ledger of a warehouse after three nights."""
    shutil.copytree(three_nights, warehouse, dirs_exist_ok=True)
    with Ledger.open(warehouse, SQL) as opened:
        yield opened


def version(warehouse: Path, night: int) -> Path:
    return warehouse / "versions" / f"2026-11-{night:02}.1.duckdb"


def count_articles(file: Path) -> int:
    with duckdb.connect(str(file), read_only=True) as connection:
        ((count,),) = connection.execute("select count(*) from articles").fetchall()
    return int(count)


def change_by_sql(file: Path) -> None:
    file.chmod(0o644)
    with duckdb.connect(str(file)) as connection:
        connection.execute("update articles set title = 'changed'")


def truncate(file: Path) -> None:
    file.chmod(0o644)
    with file.open("r+b") as opened:
        opened.truncate(file.stat().st_size // 2)


def put_another_in_its_place(file: Path) -> None:
    file.unlink()
    with duckdb.connect(str(file)) as connection:
        connection.execute("create table articles as select 'mine' as title")


CHANGES = [change_by_sql, truncate, put_another_in_its_place, Path.unlink]


def statuses(ledger: Ledger) -> list[str]:
    return [row["status"] for row in ledger.rows("select status from runs order by run_id")]


def test_an_unchanged_file_is_left_alone(warehouse: Path, ledger: Ledger) -> None:
    before = (warehouse / PUBLISHED).stat().st_ino
    found = verify_published(warehouse, ledger)
    assert (found.run_id, found.change, found.is_usable) == ("2026-11-03.1", None, True)
    assert found.digest == digest_file(warehouse / PUBLISHED)
    assert (warehouse / PUBLISHED).stat().st_ino == before
    assert find_changed_versions(warehouse, ledger) == []


def test_an_empty_warehouse_has_nothing_to_verify(warehouse: Path) -> None:
    with Ledger.open(warehouse, SQL) as ledger:
        found = verify_published(warehouse, ledger)
    assert (found.run_id, found.digest, found.change, found.is_usable) == (None, None, None, True)


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_file_gives_way_to_the_newest_version(warehouse: Path, ledger: Ledger, change: Change) -> None:
    change(warehouse / PUBLISHED)
    assert examine_published(warehouse, ledger).change
    found = verify_published(warehouse, ledger)
    assert (found.run_id, found.is_usable) == ("2026-11-02.1", True)
    assert "2026-11-03.1" in str(found.change)
    assert count_articles(warehouse / PUBLISHED) == 2
    assert (warehouse / PUBLISHED).stat().st_mode & 0o777 == 0o444
    assert not version(warehouse, 2).exists()
    aside = [path.name[:12] for path in (warehouse / "changed").glob("*")]
    assert aside == ([] if change is Path.unlink else ["2026-11-03.1"])


def test_runs_after_the_version_count_as_not_published(warehouse: Path, ledger: Ledger) -> None:
    change_by_sql(warehouse / PUBLISHED)
    verify_published(warehouse, ledger)
    assert statuses(ledger) == ["published", "published", "failed"]
    (last,) = ledger.rows("select exit_code, error from runs where status = 'failed'")
    assert last["exit_code"] == 5
    assert last["error"].startswith("withdrawn: ")
    assert verify_published(warehouse, ledger).change is None


def test_a_changed_version_is_passed_over(warehouse: Path, ledger: Ledger) -> None:
    change_by_sql(version(warehouse, 2))
    assert find_changed_versions(warehouse, ledger) == [version(warehouse, 2)]
    change_by_sql(warehouse / PUBLISHED)
    assert verify_published(warehouse, ledger).run_id == "2026-11-01.1"
    assert count_articles(warehouse / PUBLISHED) == 1
    assert version(warehouse, 2).exists()


def test_without_a_whole_version_nothing_is_touched(warehouse: Path, ledger: Ledger) -> None:
    for file in (version(warehouse, 1), version(warehouse, 2), warehouse / PUBLISHED):
        change_by_sql(file)
    before = digest_file(warehouse / PUBLISHED)
    assert not verify_published(warehouse, ledger).is_usable
    assert digest_file(warehouse / PUBLISHED) == before
    assert statuses(ledger) == ["published"] * 3


def test_a_version_put_back_by_hand_is_no_change(warehouse: Path, ledger: Ledger) -> None:
    (warehouse / PUBLISHED).unlink()
    shutil.copy(version(warehouse, 1), warehouse / PUBLISHED)
    found = verify_published(warehouse, ledger)
    assert (found.run_id, found.change) == ("2026-11-01.1", None)


def test_files_of_an_earlier_on_record_are_adopted_once(warehouse: Path, ledger: Ledger) -> None:
    for row in ledger.rows("select run_id from runs"):
        ledger.update_run(row["run_id"], file_digest=None)
    assert not has_digests(ledger)
    assert verify_published(warehouse, ledger).change is None
    assert has_digests(ledger)
    change_by_sql(warehouse / PUBLISHED)
    assert verify_published(warehouse, ledger).run_id == "2026-11-02.1"


def test_a_damaged_file_of_an_earlier_on_record_gives_way_too(warehouse: Path, ledger: Ledger) -> None:
    for row in ledger.rows("select run_id from runs"):
        ledger.update_run(row["run_id"], file_digest=None)
    (warehouse / PUBLISHED).chmod(0o644)
    (warehouse / PUBLISHED).write_bytes(b"no database" * 1000)
    found = verify_published(warehouse, ledger)
    assert (found.run_id, found.is_usable) == ("2026-11-02.1", True)


def test_a_run_killed_before_the_swap_leaves_an_unchanged_file(warehouse: Path, ledger: Ledger) -> None:
    ledger.update_run("2026-11-03.1", status="running", file_digest="of a stage that never took the place")
    shutil.copy(version(warehouse, 2), warehouse / "file")
    (warehouse / "file").replace(warehouse / PUBLISHED)
    found = verify_published(warehouse, ledger)
    assert (found.run_id, found.change) == ("2026-11-02.1", None)


def test_a_ledger_without_the_column_has_no_digests(warehouse: Path, ledger: Ledger) -> None:
    ledger.rows("alter table runs drop column file_digest")
    assert not has_digests(ledger)
