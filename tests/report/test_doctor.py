"""What the doctor sees of a warehouse (its folder, its file, its ledger) and of settings."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn

import duckdb
import pytest
import spacy

from flows.ledger import FILE, Ledger
from flows.report import doctor
from flows.report.doctor import Finding, examine_setup
from flows.settings import HOME, Settings

SQL = Path(__file__).parents[2] / "sql"
See = Callable[..., dict[str, Finding]]


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "warehouse"


@pytest.fixture
def see(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> See:
    """The findings on the warehouse under settings; the pipeline, Prefect and the rules are not asked."""
    for name in ("_pipeline", "_prefect", "_expectations"):
        monkeypatch.setattr(doctor, name, lambda _: Finding("", "ok", ""))
    return lambda **set_up: {one.name: one for one in examine_setup(Settings(warehouse=warehouse, **set_up))}


def refuse(*_: object, **__: object) -> NoReturn:
    raise PermissionError(1, "Operation not permitted")


def publish(warehouse: Path, run_id: str) -> None:
    with duckdb.connect(str(warehouse / "onrecord.duckdb")) as file:
        file.execute("create schema ops; create table articles as select 1 as i")
        file.execute("create table ops.meta as select 'run_id' as key, ? as value", [run_id])


def record(warehouse: Path) -> None:
    warehouse.mkdir(exist_ok=True)
    start = datetime(2026, 11, 22, 2, tzinfo=UTC)
    with Ledger.open(warehouse, SQL) as ledger:
        ledger.start_run(date(2026, 11, 22), start, None, software_version="0", model="m", extractor="x")


def test_a_warehouse_that_is_not_there_yet_will_be_made(see: See, warehouse: Path) -> None:
    found = see()
    for what in ("warehouse", "ledger"):
        assert found[what].verdict == "ok"
        assert "does not exist yet; the first run creates it" in found[what].detail
    assert not warehouse.exists()


def test_a_warehouse_in_order(see: See, warehouse: Path) -> None:
    record(warehouse)
    publish(warehouse, "2026-11-22.1")
    found = see()
    assert (found["warehouse"].verdict, found["ledger"].verdict) == ("ok", "ok")
    assert "holds 1 articles" in found["warehouse"].detail
    assert "holds 1 runs" in found["ledger"].detail
    assert not list(warehouse.glob(".doctor-*"))


def test_a_file_in_the_place_of_the_folder(see: See, warehouse: Path) -> None:
    warehouse.write_text("I am a file", "utf-8")
    assert see()["warehouse"].verdict == "fail"
    assert "is a file, not a folder" in see()["warehouse"].detail


def test_a_folder_that_cannot_be_written(see: See, warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse.mkdir()
    monkeypatch.setattr(doctor, "TemporaryDirectory", refuse)
    found = see()["warehouse"]
    assert found.verdict == "fail"
    assert "is not writable (Operation not permitted); choose another folder with --warehouse" in found.detail


def test_a_filesystem_without_hard_links(see: See, warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse.mkdir()
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    found = see()["warehouse"]
    assert found.verdict == "warn"
    assert "each night copies the file" in found.detail


def test_a_published_file_that_is_none(see: See, warehouse: Path) -> None:
    warehouse.mkdir()
    (warehouse / "onrecord.duckdb").write_bytes(b"no database" * 1000)
    found = see()["warehouse"]
    assert found.verdict == "fail"
    assert "cannot be opened" in found.detail


def test_a_ledger_that_is_gone(see: See, warehouse: Path) -> None:
    warehouse.mkdir()
    publish(warehouse, "2026-11-22.1")
    found = see()["ledger"]
    assert found.verdict == "warn"
    assert "is missing; the next run restores it" in found.detail


def test_a_ledger_of_another_time_than_the_published_file(see: See, warehouse: Path) -> None:
    record(warehouse)
    publish(warehouse, "2026-11-23.1")
    found = see()["ledger"]
    assert found.verdict == "warn"
    assert "lacks run 2026-11-23.1" in found.detail


@pytest.mark.parametrize("begin", [0, 4096], ids=["all of it", "its pages"])
def test_a_damaged_ledger(see: See, warehouse: Path, begin: int) -> None:
    record(warehouse)
    content = (warehouse / FILE).read_bytes()
    (warehouse / FILE).write_bytes(content[:begin] + b"\xff" * (len(content) - begin))
    found = see()["ledger"]
    assert found.verdict == "fail"
    assert "damaged" in found.detail
    assert "move it away" in found.detail


@pytest.mark.parametrize(
    ("kind", "contact", "verdict"),
    [("feed", None, "warn"), ("feed", "desk@onrecord.test", "ok"), ("files", None, "ok"), (None, None, "ok")],
)
def test_who_asks_servers_without_a_contact_is_told(kind: str | None, contact: str | None, verdict: str) -> None:
    leads = {"urls": ["https://courier.test/feed"]} if kind == "feed" else {"paths": ["/articles"]}
    sources = {"courier": {"kind": kind, **leads}} if kind else {}
    settings = Settings.model_validate({"sources": sources, "fetching": {"contact": contact}})
    found = doctor._sources(settings)
    assert found.verdict == verdict
    assert ("contact" in found.detail) == (verdict == "warn")
    assert ("courier" in found.detail) == bool(kind)


@pytest.mark.parametrize(
    ("set_up", "verdict", "said"),
    [
        ({}, "warn", "alert_to is not set: only `onrecord incidents list`"),
        ({"alert_to": "json://hooks.test/s3cr3t"}, "ok", "json://hooks.test ("),
        ({"alert_to": "mailto://u:s3cr3t@paper.test?to=desk@paper.test"}, "ok", "mailto://paper.test ("),
        ({"alert_to": "mailto://u:s3cr3t@paper.test?to=s3cr3t"}, "warn", "): Dropped invalid To email (…) specified."),
        ({"alert_to": "nonsense://s3cr3t"}, "fail", "alert_to: no service is known for nonsense://…"),
        ({"heartbeat_url": "monitor.test/s3cr3t"}, "fail", "heartbeat_url is not an address"),
        ({}, "warn", "no heartbeat_url"),
        ({"heartbeat_url": "https://monitor.test/s3cr3t"}, "warn", "published nights call heartbeat_url"),
    ],
)
def test_whether_somebody_is_told_of_failures(see: See, set_up: dict[str, str], verdict: str, said: str) -> None:
    found = see(**set_up)["alerts"]
    assert found.verdict == verdict
    assert said in found.detail
    assert "s3cr3t" not in found.detail


def saved(folder: Path, language: str, *labels: str) -> str:
    """A pipeline with a tagger, parser and recogniser that run and were taught nothing."""
    nlp = spacy.blank(language)
    for part, known in {"tagger": ["VBD"], "parser": ["nsubj"], "ner": labels}.items():
        component = nlp.add_pipe(part)
        for label in known:
            component.add_label(label)  # type: ignore[attr-defined]
    nlp.initialize()
    nlp.to_disk(folder)
    return str(folder)


def test_the_pipeline_that_ships_is_in_order(model: str) -> None:
    assert doctor._pipeline(Settings(model=model)).verdict == "ok"


@pytest.mark.slow
def test_what_a_pipeline_lacks_is_told(tmp_path: Path) -> None:
    found = doctor._pipeline(Settings(model=saved(tmp_path / "p", "en", "PER", "ORG", "BOAT", "MONEY")))
    assert found.verdict == "warn"
    assert "labels without a meaning here, left out: MONEY; " in found.detail
    assert "its labels BOAT mean nothing here" in found.detail
    assert "none of its labels is GPE here" in found.detail


@pytest.mark.slow
def test_a_pipeline_for_another_language_is_told(tmp_path: Path) -> None:
    folder = saved(tmp_path / "p", "de", "PER", "ORG", "GPE")
    found = doctor._pipeline(Settings(model=folder, languages=frozenset({"de"})))
    assert (found.verdict, "it reads de" in found.detail) == ("warn", True)
    [refused] = [one for one in examine_setup(Settings(model=folder, warehouse=tmp_path)) if one.name == "pipeline"]
    assert (refused.verdict, "reads de, and the articles" in refused.detail) == ("fail", True)


def test_a_broken_seed_is_told(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(HOME / "seeds", seeds, ignore=shutil.ignore_patterns("articles"))
    (seeds / "titles.csv").write_text("title,gender\nMr,male,more\n", encoding="utf-8")
    [found] = [one for one in examine_setup(Settings(seeds=seeds, warehouse=tmp_path)) if one.name == "seeds"]
    assert found.verdict == "fail"
    assert "titles.csv, line 2" in found.detail
