"""The kept file of a night is found by its day or its run."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.cli.kept_nights import find_version
from flows.errors import UsageError
from flows.load.database import open_stage
from flows.load.publish import PUBLISHED


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """A warehouse with two older nights."""
    (tmp_path / "versions").mkdir()
    for name in (PUBLISHED, "versions/2026-11-20.1.duckdb", "versions/2026-11-21.1.duckdb"):
        with open_stage(tmp_path / name) as stage:
            stage.execute("create table quotes (text varchar)")
    return tmp_path


@pytest.mark.parametrize("night", ["2026-11-19", "2026-11-20.7"])
def test_an_unknown_night_names_those_kept(warehouse: Path, night: str) -> None:
    with pytest.raises(UsageError, match="Kept nights: 2026-11-20, 2026-11-21"):
        find_version(warehouse, night)


@pytest.mark.parametrize("night", ["../../etc", "", "2026-11-2?", "2026-13-45", "2026-13-45.1"])
def test_a_night_that_is_no_day_is_told(warehouse: Path, night: str) -> None:
    with pytest.raises(UsageError, match="is not a date"):
        find_version(warehouse, night)
