"""Which rows the SQL checks of a run read: tonight's, and all of them once in a while."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.enums import CheckedRows, RunKind, RunStatus
from flows.ledger import Ledger
from flows.load.verify import PublishedFile
from flows.nightly.checking import choose_checked_rows
from flows.runs.run import Run
from flows.settings import HOME, Settings
from tests.conftest import START

PUBLISHED = PublishedFile("2026-11-22.1", "digest")


def choose(
    warehouse: Path,
    *,
    days: int = 1,
    version: str = "1",
    status: RunStatus = RunStatus.PUBLISHED,
    checked: CheckedRows = CheckedRows.ALL,
    kind: RunKind = RunKind.NIGHT,
    found: PublishedFile = PUBLISHED,
    **settings: Any,
) -> CheckedRows:
    """The choice of a run `days` after an earlier one that ended with `status` and `checked` rows."""
    facts: dict[str, Any] = {"published_by": None, "model": "m", "extractor": "x"}
    later = START + timedelta(days=days)
    with Ledger.open(warehouse, HOME / "sql") as ledger:
        first = ledger.start_run(START.date(), START, software_version="1", **facts)
        ledger.update_run(first, status=status, checked_rows=checked)
        run_id = ledger.start_run(later.date(), later, software_version=version, **facts)
        given = Settings(warehouse=warehouse, **settings)
        return choose_checked_rows(
            Run(run_id, later.date(), later, warehouse, warehouse, "x", given, ledger, kind, found)
        )


def test_a_night_after_a_whole_check_reads_its_own_rows(tmp_path: Path) -> None:
    assert choose(tmp_path) is CheckedRows.TONIGHT


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"days": 7}, id="a week later"),
        pytest.param({"full_check_days": 0}, id="asked for with --full"),
        pytest.param({"version": "2"}, id="after an update"),
        pytest.param({"status": RunStatus.FAILED}, id="after a whole check that published nothing"),
        pytest.param({"checked": CheckedRows.TONIGHT}, id="no whole check before"),
        pytest.param({"kind": RunKind.BACKFILL}, id="a backfill"),
        pytest.param({"found": PublishedFile()}, id="the first night"),
        pytest.param({"found": PublishedFile("2026-11-22.1", "digest", "changed")}, id="somebody changed the file"),
    ],
)
def test_all_rows_are_read(tmp_path: Path, given: dict[str, Any]) -> None:
    assert choose(tmp_path, **given) is CheckedRows.ALL
