"""`onrecord resume` with nothing to resume says so, and changes nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows import __version__
from flows.cli import app
from flows.ledger import Ledger
from flows.settings import HOME

STARTED = datetime(2026, 11, 22, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "version", "message"),
    [
        (None, __version__, "no run is recorded"),
        ("published", __version__, "the last run, 2026-11-22.1, is published"),
        ("failed", __version__, "the files of run 2026-11-22.1 are gone"),
    ],
)
def test_nothing_to_resume_is_no_failure(status: str | None, version: str, message: str, tmp_path: Path) -> None:
    with Ledger.open(tmp_path, HOME / "sql") as ledger:
        if status:
            facts = {"model": "m", "extractor": "x"}
            run_id = ledger.start_run(date(2026, 11, 22), STARTED, None, 0, software_version=version, **facts)
            ledger.update_run(run_id, status=status)
    done = CliRunner().invoke(app, ["resume", "-w", str(tmp_path)])
    assert done.exit_code == 0
    assert done.output.startswith(f"Nothing to resume: {message}")
