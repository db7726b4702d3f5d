"""The ledger keeps what is written to it, whatever is written, and knows how runs ended."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from flows.errors import OnRecordError
from flows.ledger import FILE, Ledger

SQL = Path(__file__).parents[1] / "sql"
NIGHT = date(2026, 11, 22)
START = datetime(2026, 11, 22, 2, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path, SQL) as opened:
        yield opened


def start(ledger: Ledger, night: date = NIGHT, published_by: str | None = None, after: int = 0) -> str:
    return ledger.start_run(night, START, published_by, after, software_version="0", model="m", extractor="x")


def outcome(name: str, **facts: object) -> dict[str, object]:
    return {
        "input": name,
        "source": "s",
        "outcome": "loaded",
        "rule": None,
        "reason": None,
        "article_id": None,
        **facts,
    }


def test_it_has_every_table_of_ops_but_the_facts_of_a_file(ledger: Ledger) -> None:
    assert ledger.list_tables() == sorted({file.stem for file in (SQL / "schema" / "ops").glob("*.sql")} - {"meta"})


def test_its_tables_have_the_columns_of_ops(ledger: Ledger) -> None:
    for table in ledger.list_tables():
        file = (SQL / "schema" / "ops" / f"{table}.sql").read_text("utf-8")
        for row in ledger.rows(f"pragma table_info({table})"):
            assert f"comment on column ops.{table}.{row['name']} is" in file


def test_opening_again_keeps_what_is_there(ledger: Ledger, tmp_path: Path) -> None:
    run_id = start(ledger)
    with Ledger.open(tmp_path, SQL) as again:
        assert again.rows("select run_id from runs") == [{"run_id": run_id}]


def test_a_column_that_was_added_since_is_added(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as old:
        old.execute("create table outcomes (run_id varchar not null, input varchar not null, outcome varchar not null)")
        old.execute("insert into outcomes values ('r', 'old.txt', 'loaded')")
    old.close()
    with Ledger.open(tmp_path, SQL) as ledger:
        ledger.add("outcomes", [outcome("new.txt", reason="because")], run_id="s")
        assert ledger.rows("select input, reason from outcomes order by input") == [
            {"input": "new.txt", "reason": "because"},
            {"input": "old.txt", "reason": None},
        ]


def test_reading_where_there_is_none_makes_none(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Ledger.read(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_reader_cannot_write_and_reads_while_a_run_writes(ledger: Ledger, tmp_path: Path) -> None:
    start(ledger)
    with Ledger.read(tmp_path) as reader:
        with ledger.transaction():
            ledger.add("outcomes", [outcome("a")], run_id="r")
            assert reader.rows("select count(*) as n from outcomes") == [{"n": 0}]
        assert reader.rows("select count(*) as n from outcomes") == [{"n": 1}]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reader.update_run("r", status="published")


def test_a_path_with_signs_of_an_address_can_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "50% of it? #1"
    folder.mkdir()
    Ledger.open(folder, SQL).close()
    with Ledger.read(folder) as reader:
        assert reader.rows("select * from runs") == []


def test_values_are_kept_as_text_that_a_warehouse_can_read(ledger: Ledger) -> None:
    check = {"table_name": "t", "rule_id": "r", "scope": "", "kind": "sql", "severity": "info", "is_passed": True}
    ledger.add("checks", [{**check, "count_failed": 0, "count_rows": 1, "sample_keys": ["é", "“"]}], run_id="r")
    (row,) = ledger.rows("select is_passed, sample_keys from checks")
    assert (row["is_passed"], json.loads(row["sample_keys"])) == (1, ["é", "“"])
    start(ledger)
    assert ledger.rows("select night, started_at from runs") == [
        {"night": "2026-11-22", "started_at": "2026-11-22T02:00:00+00:00"}
    ]


@pytest.mark.parametrize("value", ["'); drop table outcomes; --", "a\x00b", "name\udcff.txt", "x" * 10_000, "🙂"])
def test_whatever_an_input_is_called_it_is_recorded(ledger: Ledger, value: str) -> None:
    ledger.add("outcomes", [outcome(value)], run_id="r")
    (row,) = ledger.rows("select input from outcomes")
    assert row["input"] == value.encode("utf-8", "backslashreplace").decode("utf-8")


def test_adding_nothing_is_nothing(ledger: Ledger) -> None:
    ledger.add("outcomes", [], run_id="r")
    assert ledger.rows("select * from outcomes") == []


def test_a_transaction_is_all_or_nothing(ledger: Ledger) -> None:
    def fail() -> None:
        with ledger.transaction():
            ledger.add("outcomes", [outcome("a")], run_id="r")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert ledger.rows("select * from outcomes") == []
    with ledger.transaction():
        ledger.add("outcomes", [outcome("b")], run_id="r")
    assert [row["input"] for row in ledger.rows("select input from outcomes")] == ["b"]


def test_runs_of_a_night_are_numbered(ledger: Ledger) -> None:
    ids = [start(ledger), start(ledger), start(ledger, date(2026, 11, 23))]
    assert ids == ["2026-11-22.1", "2026-11-22.2", "2026-11-23.1"]


def test_a_number_that_was_given_is_not_given_again(ledger: Ledger) -> None:
    run = {"night": NIGHT, "started_at": START, "status": "published", "pid": 1, "host": "h", "software_version": "0"}
    ledger.add("runs", [{**run, "run_id": "2026-11-22.10", "model": "m", "extractor": "x"}])
    assert start(ledger) == "2026-11-22.11"
    assert start(ledger, after=20) == "2026-11-22.21"
    assert start(ledger, after=3) == "2026-11-22.22"


def test_a_run_that_never_ended_was_killed(ledger: Ledger) -> None:
    first = start(ledger)
    start(ledger)
    (row,) = ledger.rows("select status, exit_code, error from runs where run_id = ?", [first])
    assert row == {"status": "crashed", "exit_code": None, "error": "the process was killed"}


def test_a_run_that_was_killed_after_its_publication_is_published(ledger: Ledger) -> None:
    first = start(ledger)
    start(ledger, published_by=first)
    (row,) = ledger.rows("select status, exit_code, error from runs where run_id = ?", [first])
    assert row == {"status": "published", "exit_code": 0, "error": None}


def test_the_newest_run_is_that_recorded_last(ledger: Ledger) -> None:
    assert ledger.find_newest_published() is None
    for day in (20, 3):  # the clock was set back in between
        run_id = ledger.start_run(
            NIGHT, START.replace(day=day), published_by=None, software_version="0", model="m", extractor="x"
        )
        ledger.update_run(run_id, status="published")
    newest = ledger.find_newest_published()
    assert newest is not None
    assert newest["run_id"] == "2026-11-22.2"
    ledger.withdraw_runs("2026-11-22.1", "withdrawn")
    newest = ledger.find_newest_published()
    assert newest is not None
    assert newest["run_id"] == "2026-11-22.1"


def test_a_run_that_ended_stays_as_it_ended(ledger: Ledger) -> None:
    first = start(ledger)
    ledger.update_run(first, status="gate_failed", exit_code=3, error="rules failed")
    start(ledger, published_by=None)
    (row,) = ledger.rows("select status, exit_code, error from runs where run_id = ?", [first])
    assert row == {"status": "gate_failed", "exit_code": 3, "error": "rules failed"}


@pytest.mark.parametrize("opened", [Ledger.read, lambda folder: Ledger.open(folder, SQL)])
def test_a_damaged_ledger_is_named_with_the_way_out(opened: Callable[[Path], Ledger], tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").write_bytes(b"not a database" * 1_000)
    with pytest.raises(OnRecordError, match=r"ledger\.sqlite is damaged.*move it away"):
        opened(tmp_path)


def test_damage_that_is_met_late_is_named_too(tmp_path: Path) -> None:
    with Ledger.open(tmp_path, SQL) as ledger:
        ledger.add("outcomes", [outcome(f"file {number}") for number in range(2000)], run_id="2026-11-22.1")
    file = tmp_path / FILE
    pages = bytearray(file.read_bytes())
    pages[len(pages) // 4 : -4096] = b"\xaa" * (len(pages) - 4096 - len(pages) // 4)
    file.write_bytes(pages)
    with pytest.raises(OnRecordError, match="move it away"), Ledger.read(tmp_path) as ledger:
        ledger.rows("select * from outcomes order by reason")


def test_what_is_forgotten_leaves_no_bytes(tmp_path: Path) -> None:
    address, secret = "https://courier.test/secret", "Xanthippe"
    with Ledger.open(tmp_path, SQL) as ledger:
        run_id = ledger.start_run(date(2026, 11, 22), START, None, software_version="0", model="m", extractor="x")
        row = {"source": "courier.test", "rule": "r", "reason": f"as {address}", "article_id": None}
        names = (f"{address} (/raw/a.warc.gz:7)", "https://courier.test/secretary", "/news/a.txt")
        ledger.add("outcomes", [{**row, "input": name, "outcome": "quarantined"} for name in names], run_id=run_id)
        refused = {"table_name": "inputs", "row_key": None, "rule": "r", "reason": "r", "article_id": None}
        texts = dict(zip(names, (secret, "kept", f"{secret} at {address}"), strict=True))
        ledger.add("quarantine", [{**refused, "input": n, "payload": text} for n, text in texts.items()], run_id=run_id)
        ledger.update_run(run_id, error=f"{address} failed")
        frames = [("forgotten_articles", "article_id", ["a1"]), ("forgotten_sources", "source", [])]
        ledger.run_script(SQL / "forget" / "ops", frames, lambda text: address in text.split())
        inputs = [one["input"] for one in ledger.rows("select input from outcomes order by rowid")]
        assert (inputs[0].split()[0], inputs[1:]) == ("forgotten", [*names[1:]])
        assert [one["payload"] for one in ledger.rows("select payload from quarantine")] == ["kept"]
    said = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert secret.encode() not in said
    assert address.encode() + b" " not in said


def test_a_short_look_leaves_no_files(tmp_path: Path) -> None:
    with Ledger.open(tmp_path, SQL) as ledger:
        start(ledger)
        with Ledger.read(tmp_path, leaves_no_files=True) as looked:  # a run is at work: its last rows are seen
            assert looked.rows("select count(*) as n from runs") == [{"n": 1}]
    with Ledger.read(tmp_path, leaves_no_files=True) as looked:
        assert looked.rows("select count(*) as n from runs") == [{"n": 1}]
    assert [file.name for file in tmp_path.iterdir()] == [FILE]
