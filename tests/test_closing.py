"""A night that a critical rule stops, and the one after it: the file untouched, the failure told once and resolved."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from flows import tasks
from flows.outcomes import GateFailed, UsageError
from tests.alert.receivers import web_server
from tests.conftest import ROOT, SAMPLES, Night, RunNight

CRITICAL = """-- rule_id: no_article_at_all
-- table: main.articles
-- severity: critical
-- owner: tests
-- why: stands for any critical failure
select article_id from main.articles
"""


def test_a_critical_failure_is_told_and_resolved_by_the_next_good_night(
    first_night: Night, run_night: RunNight, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = Path(shutil.copytree(first_night.warehouse, tmp_path / "warehouse"))
    before = (warehouse / "onrecord.duckdb").read_bytes()
    sql = Path(shutil.copytree(ROOT / "sql", tmp_path / "sql"))
    check = sql / "checks" / "no_article_at_all.sql"
    check.write_text(CRITICAL, "utf-8")
    with web_server() as hook:
        told = {"alert_to": hook.address, "heartbeat_url": f"http://127.0.0.1:{hook.port}/ping"}
        monkeypatch.setattr(tasks, "SQL", sql)
        for _ in range(2):  # the second is a retry: nobody is told again
            with pytest.raises(GateFailed, match="no_article_at_all"):
                run_night(warehouse, SAMPLES, **told)
        assert (warehouse / "onrecord.duckdb").read_bytes() == before
        assert hook.gets == []
        page = (warehouse / "site" / "quality.html").read_text("utf-8")
        assert page.index("no_article_at_all") < page.index("<h2>Rules")

        check.write_text(f"{CRITICAL} where false", "utf-8")
        good = run_night(warehouse, SAMPLES, **told)
    assert [post["title"].partition(": ")[2] for post in hook.posts] == ["1 opened", "1 resolved"]
    assert "Nothing was published" in hook.posts[0]["message"]
    assert hook.gets == ["/ping"]
    assert good.ledger("select status from incidents where rule_id = 'no_article_at_all'") == [{"status": "resolved"}]
    assert good.ledger("select status from runs order by run_id desc limit 1") == [{"status": "published"}]


def test_an_address_that_no_service_is_known_for_is_said_before_anything_runs(
    run_night: RunNight, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=r"alert_to: no service is known for nonsense://…"):
        run_night(tmp_path / "warehouse", SAMPLES, alert_to="nonsense://secret")
    assert Night(tmp_path / "warehouse", "").ledger("select * from steps") == []
