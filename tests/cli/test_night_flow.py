"""What a night prepares while Prefect's server starts, and the end of a flow whose server is gone."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from flows.cli import night_flow
from flows.cli.night_flow import guess_size, prepare, run_flow
from flows.enums import RunKind
from flows.errors import OnRecordError
from flows.ledger import Ledger
from flows.settings import Settings
from tests.conftest import ROOT

ARTICLE = "“The harbour opens on Monday,” Leila Haddad, the port's director, told reporters in Tripoli."


@pytest.mark.parametrize("is_published", [True, False])
def test_a_server_that_is_gone_fails_no_published_night(
    is_published: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def flow(started_at: datetime) -> str:
        with Ledger.open(tmp_path, ROOT / "sql") as ledger:
            run_id = ledger.start_run(
                started_at.date(), started_at, None, software_version="0", model="m", extractor="x"
            )
            ending: dict[str, object] = (
                {"status": "published", "exit_code": 0} if is_published else {"status": "crashed"}
            )
            ledger.update_run(run_id, **ending)
        raise httpx.ConnectError("Connection refused")

    parameters = {"started_at": datetime(2026, 11, 22, 2, tzinfo=UTC)}
    if is_published:
        assert run_flow(flow, tmp_path, parameters) == "2026-11-22.1"
        assert "does not answer any more (Connection refused)" in capsys.readouterr().err
    else:
        with pytest.raises(OnRecordError, match=r"Connection refused.*Nothing was published.*onrecord resume"):
            run_flow(flow, tmp_path, parameters)


@pytest.mark.parametrize("kind", [RunKind.BACKFILL, RunKind.REFRESH])
def test_runs_over_known_articles_need_no_inputs(tmp_path: Path, kind: RunKind) -> None:
    assert guess_size(Settings(warehouse=tmp_path), {"targets": [], "kind": kind}) == math.inf


def test_a_night_extracts_if_a_file_is_newer(tmp_path: Path) -> None:
    (tmp_path / "harbour.txt").write_text(ARTICLE, "utf-8")
    settings = Settings(warehouse=tmp_path / "warehouse")
    assert guess_size(settings, {"targets": [str(tmp_path)]}) == len(ARTICLE.encode())


@pytest.mark.parametrize(
    ("published", "given", "expected"),
    [
        (0.0, {}, ["gate", "languages", "extractor"]),
        (0.0, {"shard_words": 10}, ["gate", "languages"]),
        (0.0, {"dask_scheduler": "tcp://127.0.0.1:1"}, ["gate", "languages"]),
        (math.inf, {}, []),
    ],
)
def test_what_a_night_will_need_is_prepared(
    published: float, given: dict[str, Any], expected: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared: list[str] = []
    for name, what in (("start_gate", "gate"), ("load_language_model", "languages"), ("load_extractor", "extractor")):
        monkeypatch.setattr(night_flow, name, lambda *_, what=what: prepared.append(what))
    monkeypatch.setattr(night_flow, "_find_last_publication", lambda _: published)
    (tmp_path / "harbour.txt").write_text(ARTICLE, "utf-8")
    prepare(Settings(warehouse=tmp_path / "warehouse", **given), {"targets": [str(tmp_path)]})
    assert prepared == expected
