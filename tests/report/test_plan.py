"""What a run would do, told without changing a byte of the warehouse."""

from __future__ import annotations

import io
import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from rich.console import Console

from flows.enums import SourceKind
from flows.extract import extractor_digest
from flows.ingest.fetch.http_cache import HttpCache
from flows.ingest.fetch.step import FetchJob, _rules_by_source
from flows.ingest.inputs import Inputs, select_inputs
from flows.ingest.options import make_fetch_rules
from flows.ledger import Ledger
from flows.report.plan import FetchPlan, Plan, make_plan
from flows.report.print_plan import print_plan
from flows.settings import Settings, Source
from tests.conftest import SAMPLES, START, Night
from tests.load.conftest import SQL


def silent(done: int, total: int | None) -> None:
    pass


def plan_files(warehouse: Path, *targets: Path, extractor: str = "x1") -> Plan:
    settings = Settings(warehouse=warehouse)
    return make_plan(settings, select_inputs([str(target) for target in targets], {}, None), extractor, silent)


def read_bytes(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLES, tmp_path / "articles"))


def test_everything_is_new_without_a_warehouse(tmp_path: Path) -> None:
    plan = plan_files(tmp_path / "warehouse", SAMPLES)
    assert plan.outcomes == {"loaded": plan.inputs}
    assert list(plan.count_reasons()) == ["new"]
    assert not (tmp_path / "warehouse").exists()


def test_a_plan_says_why_and_changes_no_byte(first_night: Night, samples: Path, tmp_path: Path, model: str) -> None:
    warehouse = Path(shutil.copytree(first_night.warehouse, tmp_path / "warehouse"))
    text = samples / "kidal-convoy.txt"
    text.write_text("A convoy left Kidal. “We are safe,” said Ada Roe.", "utf-8")
    before = read_bytes(warehouse)
    same = extractor_digest(model, Settings().seeds)
    assert plan_files(warehouse, SAMPLES, extractor=same).extract == ()
    assert plan_files(warehouse, samples, extractor=same).count_reasons() == {"new": (1, 10)}
    newer = plan_files(warehouse, SAMPLES, extractor="another")
    assert newer.count_reasons()["newer extractor"][0] + newer.passed_over == newer.inputs
    assert newer.bytes_copied == (warehouse / "onrecord.duckdb").stat().st_size
    assert read_bytes(warehouse) == before


def test_changed_texts_and_titles_are_told_apart(first_night: Night, tmp_path: Path, model: str) -> None:
    (record,) = [
        {"id": row[0], "source": row[1], "url": row[2], "title": row[3], "text": row[4]}
        for row in first_night.sql(
            "select article_id, source, url, title, text from articles where url like 'http%' order by 1 limit 1"
        )
    ]
    extractor = extractor_digest(model, Settings().seeds)
    file = tmp_path / "one.jsonl"
    metadata = "changed title, authors, date or language"
    for change, why in (({"title": "Another title"}, metadata), ({"text": "No."}, None)):
        changed = {**record, **change, "text": record["text"] + (" It rained." if why is None else "")}
        file.write_text(json.dumps(changed), "utf-8")
        plan = plan_files(first_night.warehouse, file, extractor=extractor)
        assert list(plan.count_reasons()) == [why or "changed text"]


def test_a_language_that_is_not_extracted_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "two.jsonl"
    records = (
        {"id": language, "text": "“We are safe,” said Ada Roe.", "language": language} for language in ("en", "de")
    )
    file.write_text("\n".join(map(json.dumps, records)), "utf-8")
    plan = plan_files(tmp_path / "warehouse", file)
    assert (plan.count_reasons(), plan.passed_over) == ({"new": (1, 6)}, 1)
    console = Console(file=io.StringIO(), width=120)
    print_plan(console, plan)
    assert isinstance(console.file, io.StringIO)
    printed = console.file.getvalue()
    assert "1 article   in languages that are not extracted" in printed
    assert "2 articles  a copy of the published file" in printed


def test_requests_are_planned_without_a_request(tmp_path: Path) -> None:
    sources = {name: Source(kind=SourceKind.FEED, urls=(f"http://{name}.test/feed",)) for name in ("old", "new")}
    settings = Settings(warehouse=tmp_path, sources=sources)
    with Ledger.open(tmp_path, SQL) as ledger:
        run_id = ledger.start_run(date(2026, 11, 1), START, None, software_version="0", model="m", extractor="x1")
        row = {"source": "old", "outcome": "fetched", "bytes": 1, "seconds": 0.1, "fetched_at": START}
        ledger.add("fetches", [{**row, "url": f"http://old.test/{n}"} for n in range(3)], run_id=run_id)
        ledger.update_run(run_id, status="published")
    inputs = Inputs(sources=sources)
    rules = make_fetch_rules("x1", settings.seeds)
    job = FetchJob(tmp_path, tmp_path, tmp_path / "fetching", "r", START, sources=sources, rules=rules)
    HttpCache({}, tmp_path / "fetching", _rules_by_source(job), datetime.now(UTC))
    same, newer = (make_plan(settings, inputs, extractor, silent) for extractor in ("x1", "x2"))
    assert same.fetch == (FetchPlan("old", 1, 3, False), FetchPlan("new", 1, 0, False))
    assert newer.fetch == (FetchPlan("old", 1, 3, True), FetchPlan("new", 1, 0, False))
    console = Console(file=io.StringIO(), width=120, color_system=None)
    print_plan(console, newer)
    assert isinstance(console.file, io.StringIO)
    assert "3 known are fetched whole: the rules changed" in console.file.getvalue()


def test_files_on_other_machines_are_not_copied(tmp_path: Path) -> None:
    source = Source(kind=SourceKind.FILES, paths=("memory://bucket/a.txt",))
    inputs = select_inputs([], {"s": source}, None)
    plan = make_plan(Settings(warehouse=tmp_path, sources={"s": source}), inputs, "x1", silent)
    assert (plan.unread, plan.inputs) == (("memory://bucket/a.txt",), 0)
