"""Commands that change what is published ask first, and are refused where nobody can answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.errors import UsageError

DAYS = ("--from", "2026-11-01", "--to", "2026-11-02")


def invoke(*arguments: str, warehouse: Path) -> str:
    """The output of a command; its error is raised."""
    done = CliRunner().invoke(app, [*arguments, "-w", str(warehouse)], catch_exceptions=False)
    return done.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("backfill", *DAYS), "nobody can answer here. Nothing was changed"),
        (("backfill", *DAYS, "--yes"), "holds nothing from 2026-11-01 to 2026-11-02"),
        (("backfill", "--from", "2026-11-03", "--to", "2026-11-02", "--yes"), "is after --to"),
        (("backfill", "--from", "tomorrow", "--to", "2026-11-02"), "--from tomorrow is not a date"),
        (("backfill", "--from", "2026-11-01", "--to", "9999-01-01"), "--to 9999-01-01 is in the future"),
        (("refresh", "5"), "There is no warehouse"),
        (("resume",), "There is no warehouse"),
        (("forget", "courier.test"), "There is no warehouse"),
    ],
)
def test_wrong_usage_is_refused_before_anything_runs(arguments: tuple[str, ...], message: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=message):
        invoke(*arguments, warehouse=tmp_path / "warehouse")
    assert not (tmp_path / "warehouse").exists()


def test_a_night_of_which_nothing_is_left_is_settled_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archived = tmp_path / "raw" / "2026" / "11" / "01"
    archived.mkdir(parents=True)
    (archived / "a.warc.gz").touch()
    ran: list[dict[str, Any]] = []
    monkeypatch.setattr("flows.cli.night.run_night", lambda settings, require, **given: ran.append(given))
    said = invoke("backfill", *DAYS, "--yes", warehouse=tmp_path)
    assert "1 of these days are not in the raw archive" in said
    assert ran[0]["derived"] == [date(2026, 11, 1), date(2026, 11, 2)]
    assert ran[0]["targets"] == [str(archived)]
