"""The command line. Each command imports what it needs when it is called, so that help and SQL answer at once.

This is the only place that reads the calendar clock.
"""

from __future__ import annotations

import signal
import sys
import traceback
from typing import NoReturn

import typer

from flows.cli.doctor import doctor
from flows.cli.explain import explain
from flows.cli.incidents import incidents
from flows.cli.init import init
from flows.cli.quarantine import quarantine
from flows.cli.run import run
from flows.cli.serve import serve
from flows.cli.sources import sources
from flows.cli.sql import sql
from flows.cli.status import status
from flows.errors import Exit, OnRecordError
from flows.report.plain import printable

app = typer.Typer(
    name="onrecord",
    help="A nightly news warehouse: who said what, about whom, where it was printed first, what changed overnight.",
    epilog="Start with: onrecord run ARTICLES && onrecord sql 'from quotes limit 5'",
    no_args_is_help=True,
    add_completion=False,
    # Plain help: it answers sooner than Rich's, and Rich would read [PATH …] as markup and swallow it.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (run, sql, explain, status, doctor, serve, init):
    app.command()(command)
for group in (sources, quarantine, incidents):
    app.add_typer(group)


def main() -> NoReturn:
    """Run the command line and exit with the code that `Exit` gives its ending."""
    # As Ctrl-C, so that a service manager's request to end leaves nothing half done either.
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        app()
    except OnRecordError as error:
        _say(str(error))
        sys.exit(error.exit_code)
    except SystemExit as end:
        if end.code == Exit.INTERRUPTED:  # Typer's own answer to Ctrl-C, without a word
            _say("interrupted")
        raise
    except Exception as error:
        _say(f"crashed: {type(error).__name__}: {error}")
        # A run says where its log is; what else crashes has no other story than this.
        _say("\n".join(getattr(error, "__notes__", [])) or traceback.format_exc())
        sys.exit(Exit.CRASHED)
    sys.exit(Exit.DONE)


def _say(text: str) -> None:
    print(f"onrecord: {printable(text)}", file=sys.stderr)


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt
