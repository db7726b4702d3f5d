"""Runs commands that something disturbs, and looks at what is left (on Linux: it reads /proc)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from flows.load.publish import PUBLISHED
from flows.report.diff import diff_files
from flows.settings import HOME

END_SECONDS = 30
"""Time of the processes of a killed run to end by themselves."""

HANG_SECONDS = 900
"""A disturbed run that has not ended by itself after this time counts as one that hangs."""

OF_THE_RUN = {"run_id", "loaded_at", "first_seen_at", "seen_from", "seen_to", "url"}
"""Columns that tell which run loaded a row and when: after a kill another one does. The address of an article from a
file tells its folder."""

WHOLE = """
    select
        (select count(*) from quotes) > 0
        and not exists (from ops.checks where not is_passed and severity = 'critical' and kind <> 'run')
        and not exists (
            from quotes join articles using (article_id)
            where quotes.text <> array_to_string(
                [articles.text[s.start_char + 1 : s.end_char] for s in quotes.segments], ' '
            )
        )
"""

Disturb = Callable[["subprocess.Popen[bytes]"], None]
"""What happens to a running command. It returns once it has happened, or the command has ended."""


@dataclass(frozen=True)
class Ended:
    """How a command ended. `said`: what it wrote to standard error; `left`: its processes that live on."""

    code: int
    seconds: float
    said: str = ""
    left: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """The last line of what it said, which is its message."""
        return (self.said.strip().splitlines() or [""])[-1]


def run(
    *arguments: str | Path,
    environment: Mapping[str, str] | None = None,
    disturb: Disturb | None = None,
    start: tuple[str, ...] = ("-m", "flows"),
) -> Ended:
    """Run a command of On Record in a session of its own, disturb it, and wait for its end and its processes'.

    `start`: how Python starts On Record.
    """
    began = time.monotonic()
    with tempfile.TemporaryFile() as said:  # not a pipe: a process that is left would hold it open
        process = subprocess.Popen(
            [sys.executable, *start, *map(str, arguments)],
            stdout=subprocess.DEVNULL,
            stderr=said,
            env={**os.environ, "PYTHONPATH": str(HOME), **(environment or {})},
            start_new_session=True,
        )
        if disturb is not None:
            disturb(process)
        with suppress(subprocess.TimeoutExpired):
            process.wait(HANG_SECONDS)
        seconds = time.monotonic() - began
        left = wait_for_session(process.pid)
        said.seek(0)
        return Ended(process.wait(), seconds, said.read().decode("utf-8", "replace"), left)


def wait_for_session(session: int) -> tuple[str, ...]:
    """Wait for the processes of a session to end; kill those that do not, and return their commands."""
    deadline = time.monotonic() + END_SECONDS
    while list(list_session(session)) and time.monotonic() < deadline:
        time.sleep(0.1)
    left = {process: read_command(process) for process, _ in list_session(session)}
    for process in left:
        kill(process)
    return tuple(left.values())


def read_command(process: int) -> str:
    """The command line of a process, cut short."""
    try:
        return Path(f"/proc/{process}/cmdline").read_text("utf-8", "replace").replace("\0", " ")[:200]
    except OSError:
        return "a process that has ended"


def list_session(session: int) -> Iterator[tuple[int, str]]:
    """Process id and name of the living processes of a session."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text("utf-8", "replace").rpartition(")")
        except (FileNotFoundError, ProcessLookupError):
            continue
        state, _, _, of = rest.split()[:4]
        if int(of) == session and state != "Z":
            yield int(stat.parent.name), name.partition("(")[2]


def kill(process: int) -> None:
    """Kill a process, if it still lives."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def describe(warehouse: Path) -> str:
    """Whether the published file is whole."""
    published = warehouse / PUBLISHED
    if not published.exists():
        return "nothing published yet"
    with duckdb.connect(str(published), read_only=True) as connection:
        (is_whole,) = connection.execute(WHOLE).fetchone() or (False,)
    return "whole" if is_whole else "BROKEN"


def find_differences(one: Path, other: Path, *, ignore_added: bool = False) -> list[str]:
    """The tables in which two warehouses differ, except in which run loaded a row and when.

    `ignore_added`: the second one may hold more articles, which also make other stories.
    """
    tables = diff_files(one / PUBLISHED, other / PUBLISHED)
    if ignore_added:
        return [t.table for t in tables if t.gone and t.table != "stories"]
    changed = {t.table: sorted(t.columns.keys() - OF_THE_RUN) for t in tables if t.added or t.gone or t.changed}
    rows = {t.table: t.added + t.gone for t in tables}
    return [f"{name} ({', '.join(names)})" for name, names in changed.items() if names or rows[name]]
