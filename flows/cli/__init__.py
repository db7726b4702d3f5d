"""The command line. Each command imports its modules when it is called, so that help and SQL answer at once.

Only the command line reads the calendar clock.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from typing import Annotated, NoReturn

import typer

from flows import __version__
from flows.cli.backfill import backfill
from flows.cli.diff import diff
from flows.cli.doctor import doctor
from flows.cli.entities import entities
from flows.cli.explain import explain
from flows.cli.export import export
from flows.cli.forget import forget
from flows.cli.incidents import incidents
from flows.cli.init import init
from flows.cli.plan import plan
from flows.cli.quarantine import quarantine
from flows.cli.refresh import refresh
from flows.cli.resume import resume
from flows.cli.run import run
from flows.cli.serve import serve
from flows.cli.site import site
from flows.cli.sources import sources
from flows.cli.sql import QueryCommand, sql
from flows.cli.status import status
from flows.errors import Exit, OnRecordError
from flows.printing import strip_controls
from flows.system.quick_exit import QuickExit


def _print_version(is_asked: bool) -> None:
    if is_asked:
        print(f"onrecord {__version__}")
        raise typer.Exit


app = typer.Typer(
    name="onrecord",
    help="A nightly news warehouse: who said what, about whom, where it was printed first, what changed overnight.",
    epilog="Start with: onrecord run ARTICLES && onrecord sql 'from quotes limit 5'",
    no_args_is_help=True,
    add_completion=False,
    # Plain help: it is faster than Rich's, and Rich would treat [PATH …] as markup and remove it.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _main(
    is_version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version.")
    ] = False,
) -> None:
    pass


COMMANDS = (run, plan, resume, backfill, refresh, forget, sql, diff, export, site, explain, status, doctor, serve, init)

for command in COMMANDS:
    app.command(cls=QueryCommand if command is sql else None)(command)
for group in (sources, quarantine, incidents, entities):
    app.add_typer(group)


def main() -> NoReturn:
    """Run the command line and exit with a code of `Exit`."""
    quick_exit = QuickExit()
    # Like Ctrl-C, so that a service manager's request to stop leaves nothing half done either.
    signal.signal(signal.SIGTERM, _raise_interrupt)
    try:
        sys.exit(_call_app())
    except SystemExit as end:
        quick_exit.code = end.code if isinstance(end.code, int) else None
        raise


def _call_app() -> int:
    """Run the command line; its exit code. Nothing holds an error then: it would keep connections open to the end."""
    try:
        app()
    except BrokenPipeError:
        _leave_pipe()
    except OnRecordError as error:
        _print_error(str(error))
        return error.exit_code
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError) or not _flush():
            _leave_pipe()
        if end.code == Exit.INTERRUPTED:  # Typer's own answer to Ctrl-C prints nothing
            _print_error("interrupted")
        raise
    except Exception as error:
        _print_error(f"crashed: {type(error).__name__}: {error}")
        # A run adds a note with the place of its log. Other commands have no log.
        _print_error("\n".join(getattr(error, "__notes__", [])) or traceback.format_exc())
        return Exit.CRASHED
    return Exit.DONE


def _flush() -> bool:
    """Write what is left to standard output; False if nobody reads it."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return False
    return True


def _leave_pipe() -> NoReturn:
    """End without an error: the reader of our output has seen enough (`| head`)."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(Exit.DONE)


def _print_error(text: str) -> None:
    print(f"onrecord: {strip_controls(text)}", file=sys.stderr)


def _raise_interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt
