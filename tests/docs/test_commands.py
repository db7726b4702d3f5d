"""Every command that a page shows exists, takes these options and, if it is a query, answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from flows.cli import app
from tests.conftest import Night
from tests.docs.pages import PAGES, ROOT, Shown, commands

SHOWN = [shown for page in PAGES for shown in commands(page, "onrecord")]
QUERIES = [shown for shown in SHOWN if shown.words[1:2] == ("sql",) and len(shown.words) > 2 and "…" not in shown.words]
MAKE = [shown for page in PAGES for shown in commands(page, "make")]


def find_command(words: Sequence[str]) -> tuple[Any, list[str]]:
    """The command that the words call, and the arguments that are left; raises `KeyError` if there is none."""
    command: Any = typer.main.get_command(app)
    rest = list(words)
    while rest and hasattr(command, "commands"):
        command = command.commands[rest.pop(0)]
    return command, rest


@pytest.mark.parametrize("shown", [shown for shown in SHOWN if not shown.is_inline], ids=str)
def test_a_shown_command_can_be_called(shown: Shown) -> None:
    command, rest = find_command(shown.words[1:])
    command.make_context(shown.words[1], rest)


@pytest.mark.parametrize("shown", [shown for shown in SHOWN if shown.is_inline], ids=str)
def test_a_named_command_has_these_options(shown: Shown) -> None:
    command, _ = find_command([word for word in shown.words[1:] if not word.startswith(("-", "…"))])
    known = {name for parameter in command.params for name in (*parameter.opts, "--help", "--version")}
    assert {word for word in shown.words if re.match("--?[a-z]", word)} <= known


def replace_night(words: Sequence[str], night: str) -> list[str]:
    """The words with another night behind `--night`."""
    return [night if before == "--night" else word for before, word in zip(("", *words), words, strict=False)]


@pytest.mark.parametrize("shown", QUERIES, ids=str)
def test_a_shown_query_answers(
    shown: Shown, first_night: Night, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # a query may write its answer
    stdin = shown.stdin.read_text("utf-8") if shown.stdin else None
    words = replace_night(shown.words[1:], first_night.run_id.partition(".")[0])  # the only night that is kept
    arguments = [*words, "--warehouse", str(first_night.warehouse)]
    answer = CliRunner(env={"COLUMNS": "120"}).invoke(app, arguments, input=stdin)
    assert answer.exit_code == 0, answer.exception
    if shown.output is not None:
        assert answer.stdout.strip() == shown.output.strip(), "paste what the command prints now"


@pytest.mark.parametrize("shown", MAKE, ids=str)
def test_a_shown_make_target_exists(shown: Shown) -> None:
    target = next(word for word in shown.words[1:] if "=" not in word)
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


def test_make_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony is not None
    assert phony[1].split() == re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE)
