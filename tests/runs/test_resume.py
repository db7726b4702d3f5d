"""A run that was killed or failed goes on where it stopped, and ends as if nothing had happened."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from flows.enums import RunKind
from flows.errors import GateFailed, UsageError
from flows.ledger import Ledger
from flows.nightly import tasks
from flows.runs.resume import Resumable, describe_replaced, find_resumable, require_same_rules
from flows.runs.step_files import StepFiles
from tests.conftest import NIGHT, ROOT, START, Night, RunNight
from tests.nightly.test_flow import content

KILLED = """
import json, logging, os, signal, sys
from datetime import UTC, date, datetime

from flows.nightly import tasks
from flows.nightly.flow import nightly
from flows.runs.step_files import StepFiles

moment, parameters = sys.argv[1], json.loads(sys.argv[2])

def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)

class Killer(logging.Handler):
    def emit(self, record):
        if record.getMessage().startswith(moment):
            kill()

logging.getLogger("flows").addHandler(Killer())
write, publish_task = StepFiles.write, tasks.publish_task

def write_and_kill(files, step, kind, result, seconds, part=""):
    write(files, step, kind, result, seconds, part)
    if moment == "a shard is done" and part.endswith("1"):
        kill()

StepFiles.write = write_and_kill
if moment == "the file is swapped":
    tasks.publish_task = lambda *args, **kwargs: kill(publish_task(*args, **kwargs))
nightly(**parameters, night=date(2026, 11, 22), started_at=datetime(2026, 11, 22, 2, tzinfo=UTC))
"""
MOMENTS = ("ingest starts", "a shard is done", "check starts", "publish starts", "the file is swapped")
TEXTS = (
    "“The bridge is safe,” said Ada Roe, the mayor of Lodz.",
    "Omar Diaz said that the road to Quito would open in May.",
    "“We will wait,” Ada Roe told reporters in Bergen on Monday.",
)
IN_TURN = {"shard_words": 1, "task_runner": "threads", "workers": 1}
"""An article a shard, one after the other, in the process of the run: others would each load the pipeline."""

LEDGER = {
    "runs": "select run_id, night, status, exit_code, inputs, articles_extracted, error from runs",
    "steps": "select step, position, rows_in, rows_out from steps order by position",
    "outcomes": "select * from outcomes order by input",
    "checks": "select * from checks order by table_name, rule_id, scope",
    "source_nights": "select * from source_nights order by source",
    "incidents": "select * from incidents order by incident_id",
}


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("articles") / "day.jsonl"
    rows = [{"id": str(n), "source": "courier.test", "title": f"T{n}", "text": text} for n, text in enumerate(TEXTS)]
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return file


@pytest.fixture(scope="module")
def undisturbed(run_night: RunNight, articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Night:
    return run_night(tmp_path_factory.mktemp("undisturbed") / "warehouse", articles, **IN_TURN)


def kill_run(moment: str, warehouse: Path, articles: Path, server: str, model: str) -> None:
    """Start a run in a process of its own that is killed at `moment`."""
    overrides = {"warehouse": str(warehouse), "model": model, **IN_TURN}
    parameters = json.dumps({"targets": [str(articles)], "overrides": overrides})
    environment = {**os.environ, "PREFECT_API_URL": server, "PYTHONPATH": str(ROOT)}
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, moment, parameters], env=environment, capture_output=True, text=True, check=False
    )
    assert killed.returncode == -9, killed.stderr


def resume(warehouse: Path) -> Night:
    """Go on with the newest run, as the command does."""
    from flows.nightly.flow import nightly

    with Ledger.read(warehouse) as ledger:
        found = find_resumable(ledger, warehouse)
    assert isinstance(found, Resumable), found
    given = {**found.parameters, "overrides": {**found.parameters["overrides"], "warehouse": str(warehouse)}}
    return Night(warehouse, nightly(**given, night=found.night, started_at=found.started_at, resumed=found.run_id))


def read_ledger(night: Night) -> dict[str, list[dict[str, Any]]]:
    return {name: night.ledger(query) for name, query in LEDGER.items()}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_run_ends_as_an_undisturbed_one(
    moment: str, undisturbed: Night, articles: Path, prefect_server: str, model: str, tmp_path: Path
) -> None:
    warehouse = tmp_path / "warehouse"
    kill_run(moment, warehouse, articles, prefect_server, model)
    night = resume(warehouse)
    assert night.run_id == undisturbed.run_id
    assert content(night) == content(undisturbed)
    expected = read_ledger(undisturbed)
    if moment == "the file is swapped":  # it was killed before it could record its last step
        expected["steps"] = expected["steps"][:-1]
    assert read_ledger(night) == expected
    assert not list(warehouse.glob(".stage-*"))
    with Ledger.read(warehouse) as ledger:
        assert find_resumable(ledger, warehouse) == "the last run, 2026-11-22.1, is published"


def test_finished_shards_are_not_extracted_again(
    articles: Path, prefect_server: str, model: str, tmp_path: Path
) -> None:
    warehouse = tmp_path / "warehouse"
    kill_run("a shard is done", warehouse, articles, prefect_server, model)
    folder = warehouse / "runs" / "2026-11-22.1"
    done = {file: file.stat().st_mtime_ns for file in folder.glob("extracted/quotes-00000[01].parquet")}
    assert len(done) == 2
    resume(warehouse)
    assert {file: file.stat().st_mtime_ns for file in done} == done


def test_a_failed_gate_judges_again_when_it_is_resumed(
    undisturbed: Night, run_night: RunNight, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = tmp_path / "warehouse"
    sql = Path(shutil.copytree(ROOT / "sql", tmp_path / "sql"))
    (sql / "checks" / "no_article_at_all.sql").write_text(
        "-- rule_id: no_article_at_all\n-- table: main.articles\n-- severity: critical\n-- owner: tests\n"
        "-- why: stands for any critical failure\nselect article_id from main.articles",
        "utf-8",
    )
    monkeypatch.setattr(tasks, "SQL", sql)
    with pytest.raises(GateFailed, match="no_article_at_all"):
        run_night(warehouse, articles, **IN_TURN)
    monkeypatch.undo()
    monkeypatch.setattr("flows.nightly.shards.extract_task", None)  # nothing is extracted again
    night = resume(warehouse)
    assert content(night) == content(undisturbed)
    assert read_ledger(night)["steps"] == read_ledger(undisturbed)["steps"]
    ended = "select status from incidents where rule_id = 'run_completed'"
    assert night.ledger(ended) == [{"status": "resolved"}]


def test_a_resumed_run_can_fail_and_be_resumed_again(
    undisturbed: Night, run_night: RunNight, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = tmp_path / "warehouse"

    def fail(*_: object, **__: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(tasks, "load_task", fail)
    with pytest.raises(OSError, match="no space"):
        run_night(warehouse, articles, **IN_TURN)
    with pytest.raises(OSError, match="no space"):
        resume(warehouse)
    monkeypatch.undo()
    night = resume(warehouse)
    assert content(night) == content(undisturbed)
    assert night.ledger("select count(*) as n from runs") == [{"n": 1}]


def test_other_rules_refuse_to_go_on(warehouse_of_a_failed_run: Path) -> None:
    with Ledger.read(warehouse_of_a_failed_run) as ledger:
        found = find_resumable(ledger, warehouse_of_a_failed_run)
    assert isinstance(found, Resumable)
    with pytest.raises(UsageError, match="rules, seeds or the pipeline changed"):
        require_same_rules(found, "another")


@pytest.mark.parametrize("kind", RunKind)
def test_the_command_to_repeat_is_that_of_the_run(kind: RunKind) -> None:
    found = Resumable("2026-11-22.1", NIGHT, START, "x1", kind, is_gate_failed=False, parameters={})
    command = {"night": "run", "replay": "quarantine replay"}.get(kind, kind)
    with pytest.raises(UsageError, match=f"onrecord {command}"):
        require_same_rules(found, "another")


def test_a_moved_warehouse_is_not_resumed(warehouse_of_a_failed_run: Path) -> None:
    moved = warehouse_of_a_failed_run.rename(warehouse_of_a_failed_run.with_name("moved"))
    with Ledger.read(moved) as ledger:
        assert "moved; run the night again" in str(find_resumable(ledger, moved))


def test_secrets_are_not_kept_with_a_run(warehouse_of_a_failed_run: Path) -> None:
    kept = (warehouse_of_a_failed_run / "runs" / "2026-11-22.1" / "parameters.json").read_text("utf-8")
    assert "token" not in kept
    assert "shard_words" in kept


@pytest.fixture
def warehouse_of_a_failed_run(tmp_path: Path) -> Path:
    """A warehouse whose only run failed, without its files but for the parameters."""
    from flows.runs.resume import write_parameters
    from tests.load.conftest import SQL

    warehouse = tmp_path / "warehouse"
    folder = warehouse / "runs" / "2026-11-22.1"
    folder.mkdir(parents=True)
    with Ledger.open(warehouse, SQL) as ledger:
        from flows import __version__

        ledger.start_run(NIGHT, START, None, software_version=__version__, model="m", extractor="x1")
        ledger.update_run("2026-11-22.1", status="failed", exit_code=1)
    overrides = {"warehouse": str(warehouse), "alert_to": "json://u:token@h", "shard_words": 1}
    write_parameters(folder, warehouse, {"targets": [], "source": None, "only": None, "overrides": overrides})
    return warehouse


def test_a_result_whose_file_is_gone_is_not_taken_over(tmp_path: Path) -> None:
    from pydantic import FilePath

    from flows.enums import StepName

    files, stage = StepFiles(tmp_path), tmp_path / "stage"
    stage.touch()
    files.write(StepName.LOAD, FilePath, stage, 1.5)
    kept = files.read(StepName.LOAD, FilePath)
    assert kept is not None
    assert (kept.result, kept.seconds) == (stage, 1.5)
    stage.unlink()
    assert files.read(StepName.LOAD, FilePath) is None
    files.write(StepName.CHECK, int, 3, 0.1)
    files.remove_after(StepName.LOAD)
    assert files.read(StepName.CHECK, int) is None


def test_a_new_run_says_which_unfinished_run_it_replaces(
    run_night: RunNight,
    articles: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("no space left on device")

    warehouse, other = tmp_path / "warehouse", tmp_path / "other.txt"
    other.write_text("“The road is open,” said Omar Diaz.", "utf-8")
    monkeypatch.setattr(tasks, "load_task", fail)
    with pytest.raises(OSError, match="no space"):
        run_night(warehouse, articles, **IN_TURN)
    assert "was not finished" not in capsys.readouterr().err
    with pytest.raises(OSError, match="no space"):
        run_night(warehouse, other, **IN_TURN)
    said = capsys.readouterr().err
    assert "Run 2026-11-22.1 was not finished (3 inputs read). This run replaces it" in said
    assert f"onrecord run {articles}" in said
    monkeypatch.undo()
    night = resume(warehouse)
    (note,) = night.ledger("select detail from notes where rule = 'unfinished_run'")
    assert note["detail"] in said
    assert note["detail"] in capsys.readouterr().err
    assert note["detail"] in (warehouse / "runs" / night.run_id / "run.log").read_text("utf-8")
    run_night(warehouse, other, **IN_TURN)
    assert "was not finished" not in capsys.readouterr().err


def test_a_published_run_loses_nothing(warehouse_of_a_failed_run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger.read(warehouse_of_a_failed_run) as ledger:
        said = describe_replaced(ledger, warehouse_of_a_failed_run)
        assert said is not None
        assert said.endswith("run the night again: onrecord run")
        monkeypatch.setattr("flows.runs.resume.find_published_run", lambda _: "2026-11-22.1")
        assert describe_replaced(ledger, warehouse_of_a_failed_run) is None
