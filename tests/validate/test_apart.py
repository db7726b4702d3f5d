"""A night is validated in a process of its own, which ends with it."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from flows.errors import OnRecordError
from flows.records import REFUSED_ARTICLES
from flows.validate import apart
from flows.validate.apart import dismiss_gate, end_gate, start_gate, validate_apart
from flows.validate.step import NightContext
from tests.conftest import ROOT
from tests.system.test_orphans import is_there
from tests.validate.conftest import articles

WAIT_SECONDS = 60


@pytest.fixture
def process_id() -> Iterator[int]:
    """The process of a gate that has been started twice, which is once."""
    with end_gate():
        start_gate()
        start_gate()
        [gate] = apart._gates
        yield gate._process.pid or 0


def validate_nothing(folder: Path, expectations: Path = ROOT / "expectations") -> int:
    context = NightContext(0, pl.DataFrame(schema=REFUSED_ARTICLES), frozenset({"en"}))
    return validate_apart([], [], [], [], context=context, expectations=expectations, folder=folder).rows


def test_the_gate_answers_twice_and_ends(tmp_path: Path) -> None:
    with end_gate():
        start_gate()
        process = apart._gates[0]._process
        for folder in (tmp_path / "night", tmp_path / "refreshed"):
            assert validate_nothing(folder) == 0
            assert (folder / "articles.parquet").exists()
    assert process.exitcode is not None
    assert apart._gates == []


def test_a_dismissed_gate_ends_by_itself(process_id: int) -> None:
    [gate] = apart._gates
    dismiss_gate()
    gate._process.join(WAIT_SECONDS)
    assert gate._process.exitcode == 0


def test_any_rule_can_be_judged_by_what_the_gate_imports(tmp_path: Path) -> None:
    """The process of the gate leaves libraries out; these rules use what it leaves out at first."""
    suite = json.loads((ROOT / "expectations" / "articles.json").read_text("utf-8"))
    floor, meta = suite["expectations"][0], suite["expectations"][0]["meta"]
    partition = {"values": ["en", "fr"], "weights": [0.5, 0.5]}
    rule = {
        "type": "expect_column_kl_divergence_to_be_less_than",
        "kwargs": {"column": "language", "partition_object": partition, "threshold": 0.1},
        "severity": "warning",
        "meta": {**meta, "rule_id": "languages_alike", "kind": "table", "min_rows": 0},
    }
    shutil.copytree(ROOT / "expectations", tmp_path / "expectations")
    written = json.dumps({**suite, "expectations": [floor, rule]})
    (tmp_path / "expectations" / "articles.json").write_text(written, "utf-8")
    articles(10).write_parquet(tmp_path / "articles.parquet")
    context = NightContext(10, pl.DataFrame(schema=REFUSED_ARTICLES), frozenset({"en"}))
    given = {"context": context, "expectations": tmp_path / "expectations", "folder": tmp_path / "validated"}
    with end_gate():
        start_gate()
        night = validate_apart([tmp_path / "articles.parquet"], [], [], [], **given)
    [check] = pl.read_parquet(night.checks).filter(pl.col("rule_id") == "languages_alike").iter_rows(named=True)
    assert (check["is_passed"], check["severity"]) == (False, "warning")
    assert "could not be judged" not in check["observed"]


def test_an_error_comes_with_its_trace(process_id: int, tmp_path: Path) -> None:
    with pytest.raises(OnRecordError, match="none") as raised:
        validate_apart([tmp_path], [], [], [], context=None, expectations=tmp_path / "none", folder=tmp_path)
    assert "validate_night" in str(raised.value.__cause__)


def test_a_gate_that_dies_is_an_error(process_id: int, tmp_path: Path) -> None:
    os.kill(process_id, signal.SIGKILL)
    with pytest.raises(OnRecordError, match=r"ended without a result \(exit code -9\).*onrecord resume"):
        validate_nothing(tmp_path)
    assert not is_there(process_id)


def test_without_a_gate_this_process_validates(tmp_path: Path) -> None:
    assert validate_nothing(tmp_path) == 0
    assert apart._gates == []
