"""What is in quarantine, and that a replay runs the bytes that are kept, for the source they came from."""

from __future__ import annotations

from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.errors import UsageError
from flows.ledger import Ledger
from flows.settings import HOME

# The package has a command of the same name.
quarantine = import_module("flows.cli.quarantine")
FACTS: dict[str, Any] = {"software_version": "0", "model": "m", "extractor": "e"}


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """A ledger of two nights: a line that stays broken, a file that the second night loads, a feed."""
    broken = tmp_path / "day.jsonl"
    broken.write_text("{")
    (tmp_path / "mended.txt").write_text("Text.")
    folder = tmp_path / "warehouse"
    folder.mkdir()
    with Ledger.open(folder, HOME / "sql") as ledger:
        for night, mended in ((21, "quarantined"), (22, "loaded")):
            run_id = ledger.start_run(date(2026, 11, night), datetime(2026, 11, night, 2, tzinfo=UTC), None, **FACTS)
            ends = {
                f"{broken}:line 1": "quarantined",
                str(tmp_path / "mended.txt"): mended,
                "https://a.test/f": "quarantined",
            }
            for name, outcome in ends.items():
                row = {"input": name, "rule": "broken_json", "reason": "cut", "article_id": None}
                ledger.add("outcomes", [{**row, "source": "courier", "outcome": outcome}], run_id=run_id)
                if outcome == "quarantined":
                    kept = {"table_name": "inputs", "row_key": name, "payload": "\x1b[2J{"}
                    ledger.add("quarantine", [{**row, **kept}], run_id=run_id)
    return folder


def invoke(*args: str) -> str:
    result = CliRunner().invoke(app, list(args), catch_exceptions=False, terminal_width=200)
    assert result.exit_code == 0, result.output
    return result.output


def ids(warehouse: Path) -> dict[str, str]:
    return {row["input"]: row["id"] for row in quarantine._list_open(warehouse)}


def test_the_list_has_what_the_last_run_left_there(warehouse: Path) -> None:
    assert sorted(Path(name).name for name in ids(warehouse)) == ["day.jsonl:line 1", "f"]
    said = invoke("quarantine", "list", "-w", str(warehouse))
    assert all(one[:8] in said for one in ids(warehouse).values())


def test_a_list_that_is_cut_says_how_many_more_there_are(warehouse: Path) -> None:
    said = invoke("quarantine", "list", "-n", "1", "-w", str(warehouse))
    assert [one[:8] in said for one in ids(warehouse).values()] == [True, False]
    assert "and 1 more; list all with --limit 2" in said
    assert "more" not in invoke("quarantine", "list", "-n", "2", "-w", str(warehouse))


def test_what_a_later_run_of_the_same_moment_loaded_is_no_more_there(warehouse: Path) -> None:
    with Ledger.open(warehouse, HOME / "sql") as ledger:
        run_id = ledger.start_run(date(2026, 11, 22), datetime(2026, 11, 22, 2, tzinfo=UTC), None, **FACTS)
        row = {"input": "https://a.test/f", "rule": None, "reason": None, "article_id": "a", "source": "courier"}
        ledger.add("outcomes", [{**row, "outcome": "loaded"}], run_id=run_id)
    assert [Path(name).name for name in ids(warehouse)] == ["day.jsonl:line 1"]


def test_a_narrow_list_tells_pages_of_one_site_apart(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    pages = [f"https://news.courier.test/2026/11/22/{'bridge-' * 9}{n}" for n in range(2)]
    row = {"rule": "no_article", "reason": "r", "article_id": None, "source": "courier", "outcome": "quarantined"}
    with Ledger.open(warehouse, HOME / "sql") as ledger:
        ledger.add(
            "outcomes", [{**row, "input": f"{page} (/raw/a.warc.gz:7)"} for page in pages], run_id="2026-11-22.1"
        )
    lines = invoke("quarantine", "list", "-w", str(warehouse)).splitlines()
    assert all(len(line) <= 80 for line in lines)
    shown = "\n".join(lines)
    assert "https://news.courier.test/" in shown
    assert all(f"bridge-{n}" in shown for n in range(2))
    assert "a.warc.gz" not in shown


def test_one_is_shown_with_its_place_and_nothing_rewrites_the_terminal(warehouse: Path) -> None:
    [one] = [key for name, key in ids(warehouse).items() if name.endswith("line 1")]
    said = invoke("quarantine", "show", one[:6], "-w", str(warehouse))
    assert "day.jsonl" in said
    assert "| [2J{" in said
    assert "\x1b[2J" not in said


def test_a_replay_runs_each_file_once_for_its_source(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[dict[str, Any]] = []
    monkeypatch.setattr("flows.cli.night.run_night", lambda settings, require, **given: ran.append(given))
    invoke("quarantine", "replay", "-w", str(warehouse))
    assert [(run["targets"], run["source"]) for run in ran] == [([str(warehouse.parent / "day.jsonl")], "courier")]
    assert {run["kind"] for run in ran} == {"replay"}  # no night, so that no source is compared with its past
    assert f"{warehouse.parent / 'day.jsonl'}:line 1" in ran[0]["only"]


def test_a_replay_gives_no_source_that_the_inputs_told_themselves(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[dict[str, Any]] = []
    monkeypatch.setattr("flows.cli.night.run_night", lambda settings, require, **given: ran.append(given))
    beside = {"input": f"{warehouse.parent / 'day.jsonl'}:line 2", "rule": None, "reason": None, "article_id": "a"}
    with Ledger.open(warehouse, HOME / "sql") as ledger:
        ledger.add("outcomes", [{**beside, "source": "Own", "outcome": "loaded"}], run_id="2026-11-22.1")
    invoke("quarantine", "replay", "-w", str(warehouse))
    assert [run["source"] for run in ran] == [None]


@pytest.mark.parametrize(("source", "given"), [("files", None), ("a.test", None), ("courier", "courier")])
def test_the_source_of_a_replay_is_the_one_that_was_given(
    warehouse: Path, tmp_path: Path, source: str, given: str | None
) -> None:
    name = f"https://a.test/1 ({tmp_path / 'a.warc.gz'}:0)"
    row = {"input": name, "rule": "no_article", "reason": "r", "article_id": None, "outcome": "quarantined"}
    with Ledger.open(warehouse, HOME / "sql") as ledger:
        ledger.add("outcomes", [{**row, "source": source}], run_id="2026-11-22.1")
    assert quarantine._find_given_source(str(tmp_path / "a.warc.gz"), "2026-11-22.1", warehouse) == given


def test_a_name_that_would_rewrite_the_terminal_is_shown_without(tmp_path: Path, warehouse: Path) -> None:
    path = tmp_path / "a\x1b[2Jb.txt"
    path.write_text("")
    row = {"input": str(path), "rule": "empty", "reason": "empty", "article_id": None, "source": "files"}
    with Ledger.open(warehouse, HOME / "sql") as ledger:
        ledger.add("outcomes", [{**row, "outcome": "quarantined"}], run_id="2026-11-22.1")
    said = invoke("quarantine", "show", ids(warehouse)[str(path)], "-w", str(warehouse))
    assert "a[2Jb.txt" in said
    assert "\x1b" not in said


def test_what_is_not_kept_cannot_be_replayed_and_it_is_said_what_can_be_done(warehouse: Path) -> None:
    [one] = [key for name, key in ids(warehouse).items() if name.startswith("https:")]
    with pytest.raises(UsageError, match=r"(?s)bytes.*https://a.test/f.*onrecord run URL"):
        invoke("quarantine", "replay", one, "-w", str(warehouse))
    assert "onrecord run URL" in invoke("quarantine", "show", one, "-w", str(warehouse))


@pytest.mark.parametrize(("given", "said"), [("zzzz", "no id"), ("", "2 ids")])
def test_an_id_has_to_be_one(warehouse: Path, given: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        invoke("quarantine", "show", given, "-w", str(warehouse))
