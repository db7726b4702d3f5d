"""The page of all commands: the help of each, as the command line prints it.

python docs/reference.py > docs/commands.md
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from flows.cli import app

COLUMNS = 100
HEAD = """\
# Commands

Made by `make docs` from the command line itself, which prints the same with `--help`. The program is `onrecord`, or
`python -m flows` in a checkout.
"""


def command_reference() -> str:
    """Every command with its help, as one Markdown page; the same page for the same command line."""
    sections = [
        f"## {name}\n\n```text\n{help_of(name, command)}\n```\n"
        for name, command in list_commands("onrecord", typer.main.get_command(app))
    ]
    return "\n".join([HEAD, *sections])


def list_commands(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    """The commands below `command` that do something themselves, each with its full name."""
    below = getattr(command, "commands", None)
    if below is None:
        yield name, command
        return
    for word, one in below.items():
        yield from list_commands(f"{name} {word}", one)


def help_of(name: str, command: Any) -> str:
    """The help of a command, without blanks at the ends of lines."""
    settings = {"terminal_width": COLUMNS, "max_content_width": COLUMNS, "help_option_names": ["-h", "--help"]}
    context = command.make_context(name, [], resilient_parsing=True, **settings)
    return "\n".join(line.rstrip() for line in command.get_help(context).strip().splitlines())


if __name__ == "__main__":
    print(command_reference(), end="")
