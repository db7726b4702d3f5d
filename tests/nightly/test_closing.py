"""How nights close: told once, on the page as they ended, and what a killed one owed told by the next."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from flows.errors import GateFailed, UsageError
from flows.ledger import Ledger
from flows.nightly import closing as closing_module
from flows.nightly import tasks
from tests.alert.receivers import Hook, web_server
from tests.conftest import NIGHT, ROOT, SAMPLES, START, Night, RunNight

CRITICAL = """-- rule_id: no_article_at_all
-- table: main.articles
-- severity: critical
-- owner: tests
-- why: stands for any critical failure
select article_id from main.articles
"""


@pytest.fixture
def warehouse(first_night: Night, tmp_path: Path) -> Path:
    """A copy of the warehouse of the first night, to change."""
    return Path(shutil.copytree(first_night.warehouse, tmp_path / "warehouse"))


@pytest.fixture
def hook() -> Iterator[Hook]:
    with web_server() as opened:
        yield opened


def titles(hook: Hook) -> list[str]:
    """What was told, without the night."""
    return [post["title"].partition(": ")[2] for post in hook.posts]


def read_ending(warehouse: Path) -> str:
    """The last run and its ending, in the words of the quality page: "run ID: status. Error"."""
    page = (warehouse / "site" / "quality.html").read_text("utf-8")
    lead = page.partition('<p class="lead">')[2].partition("</p>")[0]
    return re.sub(r"<[^>]+>", "", lead).partition("seconds, ")[2]


def test_a_critical_failure_is_told_and_resolved_by_the_next_good_night(
    warehouse: Path, run_night: RunNight, hook: Hook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (warehouse / "onrecord.duckdb").read_bytes()
    sql = Path(shutil.copytree(ROOT / "sql", tmp_path / "sql"))
    check = sql / "checks" / "no_article_at_all.sql"
    check.write_text(CRITICAL, "utf-8")
    told = {"alert_to": hook.address, "heartbeat_url": f"http://127.0.0.1:{hook.port}/ping"}
    monkeypatch.setattr(tasks, "SQL", sql)
    for number in (2, 3):  # the second is a retry: nobody is told again
        with pytest.raises(GateFailed, match="no_article_at_all"):
            run_night(warehouse, SAMPLES, **told)
        assert read_ending(warehouse).startswith(f"run 2026-11-22.{number}: gate failed. Critical rules")
    assert (warehouse / "onrecord.duckdb").read_bytes() == before
    assert hook.gets == []
    page = (warehouse / "site" / "quality.html").read_text("utf-8")
    assert page.index("no_article_at_all") < page.index('<h2 id="rules">')

    check.write_text(f"{CRITICAL} where false", "utf-8")
    good = run_night(warehouse, SAMPLES, **told)
    assert titles(hook) == ["1 opened", "1 resolved"]
    assert "Nothing was published" in hook.posts[0]["message"]
    assert hook.gets == ["/ping"]
    assert good.ledger("select status from incidents where rule_id = 'no_article_at_all'") == [{"status": "resolved"}]
    assert good.ledger("select status from runs order by rowid desc limit 1") == [{"status": "published"}]
    assert read_ending(warehouse) == f"run {good.run_id}: published"


def killed(warehouse: Path, *, is_published: bool) -> None:
    """Leave the first night as a kill leaves it: after its publication, or before, and never closed."""
    with closing(Ledger.open(warehouse, ROOT / "sql")) as ledger:
        for table in ("source_nights", "incidents", "deliveries"):
            ledger.rows(f"delete from {table}")
        ledger.rows("delete from checks where kind in ('run', 'baseline')")
        ledger.rows("update checks set is_passed = 0, severity = 'warning' where rule_id = 'quote_confidence'")
        ledger.update_run("2026-11-22.1", status="running", exit_code=None, seconds=None)
    if not is_published:
        (warehouse / "onrecord.duckdb").unlink()


@pytest.mark.parametrize(
    ("is_published", "expected"),
    [(True, ["1 opened"]), (False, ["2 resolved"])],
    ids=["after its publication", "before"],
)
def test_what_a_killed_night_owed_is_told_by_the_next_once(
    warehouse: Path, run_night: RunNight, hook: Hook, is_published: bool, expected: list[str]
) -> None:
    killed(warehouse, is_published=is_published)
    for days in (1, 2):
        night = run_night(warehouse, SAMPLES, started_at=START + timedelta(days=days), alert_to=hook.address)
    assert titles(hook) == expected
    assert "quote_confidence on quotes" in hook.posts[0]["message"]
    assert ("the process was killed" in hook.posts[0]["message"]) is not is_published
    brought = night.ledger("select run_id, count(*) > 1 as is_several from source_nights group by run_id")
    closed = "2026-11-22.1" if is_published else "2026-11-22.2"
    assert brought == [{"run_id": closed, "is_several": 1}]
    runs = night.ledger("select run_id from checks where rule_id = 'run_completed' order by run_id")
    assert [row["run_id"] for row in runs] == ["2026-11-22.1", "2026-11-22.2", "2026-11-22.3"]


def test_a_wrong_baseline_stops_the_night_before_anything_runs_and_is_told(
    warehouse: Path, run_night: RunNight, hook: Hook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expectations = Path(shutil.copytree(ROOT / "expectations", tmp_path / "expectations"))
    baselines = expectations / "baselines.csv"
    baselines.write_text(baselines.read_text("utf-8").replace("source_volume_low,articles", "source_volume_low,x"))
    (tmp_path / "sql").symlink_to(ROOT / "sql", target_is_directory=True)
    monkeypatch.setattr("flows.settings.HOME", tmp_path)
    monkeypatch.setattr("flows.nightly.closing.BASELINES", baselines)
    with pytest.raises(GateFailed, match="line 2, column measure"):
        run_night(warehouse, SAMPLES, alert_to=hook.address)
    assert titles(hook) == ["1 opened"]
    assert "line 2, column measure" in hook.posts[0]["message"]
    assert "gate failed" in read_ending(warehouse)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"alert_to": "nonsense://secret"}, r"alert_to: no service is known for nonsense://…"),
        ({"heartbeat_url": "monitor.test/secret"}, r"heartbeat_url is not an address"),
    ],
)
def test_an_address_that_cannot_be_told_is_said_before_anything_runs(
    run_night: RunNight, tmp_path: Path, wrong: dict[str, str], said: str
) -> None:
    with pytest.raises(UsageError, match=said) as refusal:
        run_night(tmp_path / "warehouse", SAMPLES, **wrong)
    assert "secret" not in str(refusal.value)
    assert not (tmp_path / "warehouse").exists()


def test_a_site_that_cannot_be_built_is_noted_and_the_night_stays_published(
    warehouse: Path, run_night: RunNight, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(closing_module, "build_site", fail)
    night = run_night(warehouse, SAMPLES, started_at=START + timedelta(days=1))
    noted = night.ledger("select detail from notes where run_id = ? and rule = 'site_not_whole'", night.run_id)
    assert noted == [{"detail": "The site could not be built: No space left on device"}]
    assert night.ledger("select status from runs where run_id = ?", night.run_id) == [{"status": "published"}]


class Silent:
    """A client of Prefect whose server is gone."""

    def api_healthcheck(self) -> Exception:
        return httpx.ConnectError("All connection attempts failed")


def test_a_night_without_an_answer_of_prefect_is_published_with_an_incident(
    warehouse: Path, run_night: RunNight, monkeypatch: pytest.MonkeyPatch
) -> None:
    incident = "select status, severity, observed from incidents where rule_id = 'prefect_answers'"
    with monkeypatch.context() as patch:
        patch.setattr(closing_module, "get_client", lambda **_: Silent())
        night = run_night(warehouse, SAMPLES, started_at=START + timedelta(days=1))
    said = {"severity": "warning", "observed": "All connection attempts failed"}
    assert night.ledger(incident) == [{"status": "open", **said}]
    assert night.ledger("select status from runs where run_id = ?", night.run_id) == [{"status": "published"}]
    night = run_night(warehouse, SAMPLES, night=NIGHT + timedelta(days=1), started_at=START + timedelta(days=2))
    assert night.ledger(incident) == [{"status": "resolved", **said}]
