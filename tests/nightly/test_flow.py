"""The night as a whole, with a real Prefect server and a real language pipeline."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from flows.errors import GateFailed, PublishedFileChanged, UsageError
from flows.load.database import open_published
from flows.nightly import tasks
from tests.conftest import ROOT, SAMPLES, START, Night, RunNight

CONTENT = """
    select schema_name || '.' || table_name from duckdb_tables() where schema_name in ('main', 'seeds')
    union all
    select schema_name || '.' || view_name from duckdb_views() where schema_name = 'mart'
    order by all
"""


def content(night: Night) -> dict[str, list[str]]:
    """Every row of what analysts read, by relation; the ledger's own schema apart."""
    relations = [name for (name,) in night.sql(CONTENT)]
    return {name: sorted(map(str, night.sql(f"from {name}"))) for name in relations}


@pytest.fixture
def warehouse(first_night: Night, tmp_path: Path) -> Path:
    """A copy of the warehouse of the first night, to change."""
    return Path(shutil.copytree(first_night.warehouse, tmp_path / "warehouse"))


def test_first_night_loads_every_sample(first_night: Night) -> None:
    assert set(first_night.outcomes().values()) == {"loaded"}
    for table in ("articles", "article_versions", "entities", "mentions", "quotes", "quote_mentions"):
        assert first_night.sql(f"select count(*) > 0 from main.{table}") == [(True,)], table


def test_first_night_accounts_for_every_input(first_night: Night) -> None:
    [run] = first_night.ledger("select * from runs")
    assert run["status"] == "published"
    assert run["exit_code"] == 0
    assert run["inputs"] == len(first_night.outcomes())
    assert first_night.sql("select status, exit_code, inputs from ops.runs") == [("published", 0, run["inputs"])]
    assert first_night.sql("select count(*) from ops.outcomes") == [(run["inputs"],)]


def test_first_night_holds_every_rule(first_night: Night) -> None:
    checks = first_night.ledger("select kind, is_passed, severity, rule_id from checks")
    assert {check["kind"] for check in checks} >= {"row", "table", "sql"}
    assert [c["rule_id"] for c in checks if c["kind"] == "sql" and not c["is_passed"]] == []


def test_another_language_is_loaded_and_left_unextracted(first_night: Night) -> None:
    query = """
        select count(distinct article_id), count(mention_id)
        from articles left join mentions using (article_id)
        where language <> 'en'
    """
    assert first_night.sql(query) == [(1, 0)]


def test_first_night_leaves_log_and_files(first_night: Night) -> None:
    run = first_night.warehouse / "runs" / first_night.run_id
    assert "publish ends" in (run / "run.log").read_text("utf-8")
    assert list(run.glob("*/articles*.parquet"))
    assert not list(first_night.warehouse.glob(".stage-*"))


def test_second_night_changes_nothing(warehouse: Path, run_night: RunNight) -> None:
    before = content(Night(warehouse, ""))
    second = run_night(warehouse, SAMPLES, started_at=START + timedelta(days=1))
    assert content(second) == before
    assert set(second.outcomes().values()) == {"unchanged"}
    assert second.ledger("select articles_extracted from runs where run_id = ?", second.run_id) == [
        {"articles_extracted": 0}
    ]


def change_titles(file: Path) -> None:
    file.chmod(0o644)
    with duckdb.connect(str(file)) as connection:
        connection.execute("update articles set title = 'changed'")


def test_a_changed_file_is_not_carried_forward(warehouse: Path, run_night: RunNight) -> None:
    second = run_night(warehouse, SAMPLES, started_at=START + timedelta(days=1))
    before = content(second)
    change_titles(warehouse / "onrecord.duckdb")
    third = run_night(warehouse, SAMPLES, started_at=START + timedelta(days=2))
    assert content(third) == before
    assert third.ledger("select status from runs where run_id = ?", second.run_id) == [{"status": "failed"}]
    query = "select rule_id, severity, status from incidents where table_name = 'run'"
    assert third.ledger(query) == [{"rule_id": "published_file_unchanged", "severity": "warning", "status": "open"}]
    log = (warehouse / "runs" / third.run_id / "run.log").read_text("utf-8")
    assert "somebody changed it; this night starts from the kept version" in log


@pytest.mark.parametrize("is_damaged", [False, True])
def test_a_changed_file_without_a_version_stops_the_night(
    warehouse: Path, run_night: RunNight, is_damaged: bool
) -> None:
    file = warehouse / "onrecord.duckdb"
    change_titles(file)
    if is_damaged:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    before = file.read_bytes()
    with pytest.raises(PublishedFileChanged, match="no kept version has the digest"):
        run_night(warehouse, SAMPLES, started_at=START + timedelta(days=1))
    assert file.read_bytes() == before
    ledger = Night(warehouse, "")
    last = "select status, exit_code from runs order by run_id desc limit 1"
    assert ledger.ledger(last) == [{"status": "failed", "exit_code": 5}]
    opened = ledger.ledger("select rule_id from incidents where severity = 'critical' and status = 'open'")
    assert {"rule_id": "published_file_unchanged"} in opened


def test_processes_and_shards_give_the_same_rows(first_night: Night, run_night: RunNight, tmp_path: Path) -> None:
    night = run_night(tmp_path / "sharded", SAMPLES, shard_words=1_000, workers=2)
    assert len(list((night.warehouse / "runs" / night.run_id).glob("ingested/articles-*.parquet"))) > 1
    assert content(night) == content(first_night)


def test_revised_article_gets_a_version(warehouse: Path, run_night: RunNight, tmp_path: Path) -> None:
    record = {"id": "1", "source": "courier.test", "title": "Bridge", "text": "The bridge at Lodz opened on Monday."}
    feed = tmp_path / "feed.jsonl"
    feed.write_text(json.dumps(record), "utf-8")
    run_night(warehouse, feed)
    feed.write_text(json.dumps({**record, "text": "The bridge at Lodz did not open on Monday."}), "utf-8")
    later = START + timedelta(days=1)
    night = run_night(warehouse, feed, started_at=later)
    assert set(night.outcomes().values()) == {"revised"}
    versions = """
        select version, seen_to is null, text = (select text from articles where source = 'courier.test')
        from article_versions where article_id = (select article_id from articles where source = 'courier.test')
        order by version
    """
    assert night.sql(versions) == [(1, False, False), (2, True, True)]


def test_bad_inputs_are_left_out_and_the_night_goes_on(warehouse: Path, run_night: RunNight, tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    good = '{"text": "Officials in Quito said the road would open in May.", "id": "%d"}'
    (bad / "empty.txt").write_bytes(b"")
    (bad / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (bad / "broken.jsonl").write_text("\n".join([good % 1, good % 2, '{"text": ', good % 4]), "utf-8")
    (bad / "column.csv").write_text("headline,date\nNo text at all,2026-11-21\n", "utf-8")
    (bad / "latin.txt").write_bytes("Le maire a déclaré que la fête aurait lieu à l'été.".encode("latin-1"))
    (bad / "long.jsonl").write_text('{"text": "' + "a" * 50_000_000 + '"}\n' + good % 5, "utf-8")
    night = run_night(warehouse, bad)
    outcomes = night.outcomes()
    assert {name: outcomes[name] for name in ("empty.txt", "binary.txt", "latin.txt")} == {
        "empty.txt": "quarantined",
        "binary.txt": "quarantined",
        "latin.txt": "loaded",
    }
    counted = {
        name: sorted(v for k, v in outcomes.items() if k.startswith(name)) for name in ("broken", "long", "column")
    }
    assert counted["broken"] == ["loaded", "loaded", "loaded", "quarantined"]
    assert counted["long"] == ["loaded", "quarantined"]
    assert counted["column"] == ["quarantined"]
    reasons = night.ledger(
        "select input, reason, length(payload) as size from quarantine where run_id = ?", night.run_id
    )
    assert len(reasons) == 5
    assert all(row["reason"] and row["size"] <= 4_000 for row in reasons)


def test_nothing_loadable_fails_the_gate_and_leaves_the_published_file(
    warehouse: Path, run_night: RunNight, tmp_path: Path
) -> None:
    before = (warehouse / "onrecord.duckdb").read_bytes()
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(GateFailed, match="1 quarantined"):
        run_night(warehouse, tmp_path / "empty.txt")
    assert (warehouse / "onrecord.duckdb").read_bytes() == before
    assert Night(warehouse, "").ledger("select status, exit_code from runs order by run_id desc limit 1") == [
        {"status": "gate_failed", "exit_code": 3}
    ]


def test_nothing_to_read_is_a_usage_error(run_night: RunNight, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    with pytest.raises(UsageError):
        run_night(tmp_path / "warehouse", tmp_path / "nothing")


def test_critical_check_leaves_the_published_file(
    warehouse: Path, run_night: RunNight, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (warehouse / "onrecord.duckdb").read_bytes()
    sql = Path(shutil.copytree(ROOT / "sql", tmp_path / "sql"))
    (sql / "checks" / "no_article_at_all.sql").write_text(
        "-- rule_id: no_article_at_all\n-- table: main.articles\n-- severity: critical\n-- owner: tests\n"
        "-- why: stands for any critical failure\nselect article_id from main.articles",
        "utf-8",
    )
    monkeypatch.setattr(tasks, "SQL", sql)
    with pytest.raises(GateFailed, match="no_article_at_all"):
        run_night(warehouse, SAMPLES)
    assert (warehouse / "onrecord.duckdb").read_bytes() == before
    monkeypatch.undo()
    assert run_night(warehouse, SAMPLES).ledger("select status from runs order by run_id desc limit 1") == [
        {"status": "published"}
    ]


def test_reader_stays_in_its_night_while_the_next_is_published(
    warehouse: Path, run_night: RunNight, tmp_path: Path
) -> None:
    (tmp_path / "new.txt").write_text("Officials in Quito said the road would open in May.", "utf-8")
    count = "select count(*) from articles"
    with open_published(warehouse / "onrecord.duckdb") as reader:
        before = reader.sql(count).fetchall()
        night = run_night(warehouse, tmp_path / "new.txt")
        assert reader.sql(count).fetchall() == before
    assert night.sql(count) == [(before[0][0] + 1,)]


def test_refused_articles_that_come_again_neither_fail_a_night_nor_alert(run_night: RunNight, tmp_path: Path) -> None:
    told = "Officials in Quito said road {} would open in May."
    rows = [
        {
            "id": str(number),
            "source": "wire.test",
            "published_at": "2026-11-01T00:00:00Z",
            "text": told.format(number) + garbled,
        }
        for number, garbled in enumerate([""] * 6 + [" \ufffd\ufffd\ufffd"] * 3)
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    run_night(tmp_path / "warehouse", tmp_path / "rows.jsonl")
    again = run_night(tmp_path / "warehouse", tmp_path / "rows.jsonl")
    counts = again.ledger("select outcome, count(*) as n from outcomes where run_id = ? group by 1", again.run_id)
    assert {row["outcome"]: row["n"] for row in counts} == {"unchanged": 6, "quarantined": 3}
    refused = again.ledger("select input, rule from quarantine where run_id = ? order by 1", again.run_id)
    assert [(row["input"].rpartition(" ")[2], row["rule"]) for row in refused] == [
        (place, "article_text_readable") for place in ("7", "8", "9")
    ]
    (incident,) = again.ledger("select rule_id, nights_failed from incidents")
    assert incident == {"rule_id": "article_text_readable", "nights_failed": 1}
