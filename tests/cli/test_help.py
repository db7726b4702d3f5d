"""The help of every command, with its examples, and output that nobody reads to its end."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Iterator

import pytest
import typer
from typer.core import TyperCommand, TyperGroup

from flows.cli import app
from tests.conftest import ROOT

LEAVING = """
import sys
from flows import cli

@cli.app.command()
def many() -> None:
    for _ in range(100_000):
        print("a line")

sys.argv = ["onrecord", "many"]
cli.main()
"""


def commands(
    group: TyperGroup, path: tuple[str, ...] = ("onrecord",)
) -> Iterator[tuple[tuple[str, ...], TyperCommand]]:
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from commands(command, (*path, name))
        elif isinstance(command, TyperCommand):
            yield (*path, name), command


ROOT_GROUP = typer.main.get_command(app)
assert isinstance(ROOT_GROUP, TyperGroup)
COMMANDS = dict(commands(ROOT_GROUP))


def examples(path: tuple[str, ...]) -> list[str]:
    text = COMMANDS[path].get_help(typer.Context(COMMANDS[path], info_name=" ".join(path)))
    below = text.partition("Examples:\n")[2].partition("\n\n")[0]
    return [line.strip() for line in below.splitlines() if line.strip()]


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_help_has_examples_of_its_command(path: tuple[str, ...]) -> None:
    found = examples(path)
    assert any(line.startswith(" ".join(path)) for line in found), f"no example in the help of {' '.join(path)}"


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_examples_name_options_that_exist(path: tuple[str, ...]) -> None:
    options = {option for parameter in COMMANDS[path].params for option in parameter.opts}
    for line in examples(path):
        used = [
            word.partition("=")[0]
            for word in shlex.split(line.partition("  ")[0].partition("|")[0])
            if word.startswith("-")
        ]
        if line.startswith(" ".join(path)):
            assert set(used) - {"-"} <= options, line


def test_a_reader_that_leaves_is_no_error() -> None:
    code = shlex.join([sys.executable, "-c", LEAVING])
    told = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{code} | head -n 1"], cwd=ROOT, capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip
    assert (told.returncode, told.stdout, told.stderr) == (0, "a line\n", "")
