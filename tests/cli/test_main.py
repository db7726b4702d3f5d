"""The command line as a user meets it: in a process of its own, by its output and exit code."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Night

COMMANDS = ("run", "sql", "status", "doctor", "serve")
MISSING_MODEL = {"ONRECORD_MODEL": "no_such_pipeline"}


def onrecord(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in `cwd`, in an environment without settings of the tester's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ONRECORD_", "PREFECT_"))}
    return subprocess.run(
        [sys.executable, "-m", "flows", *map(str, arguments)],
        cwd=cwd,
        env={**kept, "PYTHONPATH": str(ROOT), "COLUMNS": "200", "PREFECT_HOME": str(cwd / "prefect"), **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command(command: str, tmp_path: Path) -> None:
    told = onrecord(command, "--help", cwd=tmp_path)
    assert told.returncode == 0
    assert f"onrecord {command}" in told.stdout or "Usage" in told.stdout
    assert told.stderr == ""


def test_help_lists_every_command(tmp_path: Path) -> None:
    told = onrecord("--help", cwd=tmp_path)
    assert all(re.search(rf"\b{command}\b", told.stdout) for command in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run"], "Nothing to read"),
        (["run", "no/such/folder"], "no/such/folder does not exist"),
        (["run", ".", "--date", "tomorrow"], "--date tomorrow is not a date"),
        (["run", ".", "--date", "9999-12-31"], "--date 9999-12-31 is in the future"),
        (["run", ".", "--workers", "0"], "workers"),
        (["run", ".", "--nonsense"], "No such option"),
        (["nonsense"], "No such command"),
        (["sql", "select 1"], "There is no warehouse in warehouse"),
        (["status"], "There is no warehouse in warehouse"),
        (["serve"], "Nothing to read"),
    ],
)
def test_wrong_usage_exits_2_and_says_what_to_do(arguments: list[str], message: str, tmp_path: Path) -> None:
    told = onrecord(*arguments, cwd=tmp_path)
    assert told.returncode == 2, told.stderr
    assert message in told.stderr
    assert "Traceback" not in told.stderr
    assert not (tmp_path / "warehouse").exists()


ENDING = """
import os, signal, sys
from flows import cli

def interrupted():
    os.kill(os.getpid(), getattr(signal, sys.argv[2]))
    signal.pause()

def crashed():
    error = KeyError("no such\x1b[2J column")
    if sys.argv[2:]:
        error.add_note(sys.argv[2])
    raise error

for command in (interrupted, crashed):
    command.__annotations__ = {}
    cli.app.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})(command)
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job starts without one
cli.main()
"""


def ended(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A command that ends by itself as its name says."""
    code = [sys.executable, "-c", ENDING, *arguments]
    return subprocess.run(code, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("asked", ["SIGINT", "SIGTERM"])
def test_an_interrupted_command_says_so_and_exits_130(asked: str) -> None:
    told = ended("interrupted", asked)
    assert (told.returncode, told.stderr) == (130, "onrecord: interrupted\n")


def test_a_crash_names_itself_and_where_its_story_is() -> None:
    told = ended("crashed", "The log is w/runs/2026-11-22.1/run.log")
    assert told.returncode == 1
    assert told.stderr.splitlines() == [
        "onrecord: crashed: KeyError: 'no such\\x1b[2J column'",
        "onrecord: The log is w/runs/2026-11-22.1/run.log",
    ]


def test_a_crash_without_a_log_tells_its_story_itself() -> None:
    told = ended("crashed")
    assert told.returncode == 1
    assert "Traceback" in told.stderr
    assert "in crashed" in told.stderr


def test_missing_pipeline_is_said_before_anything_runs(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("Some text.", "utf-8")
    told = onrecord("run", ".", cwd=tmp_path, **MISSING_MODEL)
    assert told.returncode == 2
    assert "no language pipeline no_such_pipeline" in told.stderr
    assert not (tmp_path / "warehouse").exists()


def test_wrong_setting_names_itself(tmp_path: Path) -> None:
    (tmp_path / "onrecord.toml").write_text('time_zone = "Mars/Olympus"\n', "utf-8")
    told = onrecord("run", ".", cwd=tmp_path)
    assert told.returncode == 2
    assert "time_zone" in told.stderr
    assert "Mars/Olympus" in told.stderr


class TestSql:
    """`onrecord sql` on a published night."""

    def test_prints_a_table(self, first_night: Night, tmp_path: Path) -> None:
        told = onrecord("sql", "select 41 + 1 as answer", "-w", first_night.warehouse, cwd=tmp_path)
        assert told.returncode == 0, told.stderr
        assert "answer" in told.stdout
        assert "42" in told.stdout

    def test_a_table_fits_the_terminal_unless_all_is_wanted(self, first_night: Night, tmp_path: Path) -> None:
        asked = ("sql", "select text, article_id from articles limit 1", "-w", first_night.warehouse)
        told = onrecord(*asked, cwd=tmp_path, COLUMNS="60")
        assert {len(line) for line in told.stdout.splitlines()} == {60}
        assert "--full" in told.stderr
        whole = onrecord(*asked, "--full", cwd=tmp_path, COLUMNS="60")
        assert max(map(len, whole.stdout.splitlines())) > 200
        assert whole.stderr == ""

    def test_csv_holds_lists_as_json(self, first_night: Night, tmp_path: Path) -> None:
        query = "select ['a', 'b'] as names, 1 as n"
        told = onrecord("sql", query, "--format", "csv", "-w", first_night.warehouse, cwd=tmp_path)
        assert told.stdout.splitlines() == ["names,n", '"[""a"",""b""]",1']

    @pytest.mark.parametrize("suffix", [".parquet", ".csv", ".json"])
    def test_writes_a_file(self, suffix: str, first_night: Night, tmp_path: Path) -> None:
        file = tmp_path / f"quotes{suffix}"
        told = onrecord("sql", "from quotes", "-o", file, "-w", first_night.warehouse, cwd=tmp_path)
        assert told.returncode == 0, told.stderr
        assert file.stat().st_size > 1_000

    @pytest.mark.parametrize(
        "query",
        ["from nothing", "selec 1", "copy quotes to 'stolen.csv'", "from read_csv('secret.csv')", "drop table quotes"],
    )
    def test_errors_exit_2(self, query: str, first_night: Night, tmp_path: Path) -> None:
        (tmp_path / "secret.csv").write_text("a\n1\n", "utf-8")
        told = onrecord("sql", query, "-w", first_night.warehouse, cwd=tmp_path)
        assert told.returncode == 2
        assert told.stderr.startswith("onrecord: SQL: ")
        assert not (tmp_path / "stolen.csv").exists()


def test_status_shows_runs_and_sources(first_night: Night, tmp_path: Path) -> None:
    told = onrecord("status", "-w", first_night.warehouse, cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    assert first_night.run_id in told.stdout
    assert "published" in told.stdout


def test_doctor_finds_the_set_up_in_order(model: str, tmp_path: Path) -> None:
    told = onrecord("doctor", cwd=tmp_path, ONRECORD_MODEL=model)
    assert told.returncode == 0, told.stdout
    assert "words/s" in told.stdout


@pytest.mark.slow
def test_doctor_says_what_is_missing(tmp_path: Path) -> None:
    told = onrecord("doctor", cwd=tmp_path, **MISSING_MODEL)
    assert told.returncode == 1
    assert "no language pipeline no_such_pipeline" in told.stdout


def test_a_variable_that_sets_nothing_is_noted(tmp_path: Path) -> None:
    told = onrecord("status", cwd=tmp_path, ONRECORD_WHAREHOUSE="elsewhere")
    assert told.stderr.startswith(
        "onrecord: ONRECORD_WHAREHOUSE is not a setting and has no effect; did you mean ONRECORD_WAREHOUSE?\n"
    )


def test_a_ledger_that_is_gone_is_not_taken_for_a_warehouse_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "warehouse").mkdir()
    (tmp_path / "warehouse" / "onrecord.duckdb").touch()
    told = onrecord("status", cwd=tmp_path)
    assert told.returncode == 2
    assert "The next run restores it" in told.stderr


def test_the_version_is_the_package_version(tmp_path: Path) -> None:
    from flows import __version__

    done = onrecord("--version", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"onrecord {__version__}\n")
