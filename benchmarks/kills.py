"""Kills runs at random moments and looks at what is left: nothing may be lost, half published or still running.

    python -m benchmarks.kills ARTICLES WAREHOUSE [--kills 12] [--seed 22]

The moments are drawn with a fixed seed, over the length of a whole run, which is measured first on a warehouse of its
own. After each kill (signal 9, to the run alone) the published file must open and be whole, and no process of the run
may live on. In the end one more run completes, and its tables must be those of the undisturbed warehouse. Exits with 1
if anything is not so.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb

from flows.report.diff import diff_files

END_SECONDS = 30
"""Time of the processes of a killed run to end by themselves."""

OF_THE_RUN = {"run_id", "loaded_at", "first_seen_at", "seen_from", "seen_to"}
"""Columns that tell which run loaded a row and when: after a kill another one does."""

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


def run(articles: str, warehouse: Path, kill_after: float | None = None) -> tuple[int, float, list[str]]:
    """Run a night, killed after so many seconds: its exit code, how long it took, and the processes that it left."""
    began = time.monotonic()
    command = [sys.executable, "-m", "flows", "run", articles, "--date", "2026-11-22", "-w", str(warehouse)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(kill_after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
    seconds = time.monotonic() - began
    deadline = time.monotonic() + END_SECONDS
    while (left := list(list_session(process.pid))) and time.monotonic() < deadline:
        time.sleep(0.1)
    return process.returncode, seconds, left


def list_session(session: int) -> Iterator[str]:
    """The names of the processes of a session, without those that have ended (from /proc, so on Linux only)."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text("utf-8", "replace").rpartition(")")
        except (FileNotFoundError, ProcessLookupError):
            continue
        state, _, _, of = rest.split()[:4]
        if int(of) == session and state != "Z":
            yield name


def describe(published: Path) -> str:
    """Whether the published file is whole."""
    if not published.exists():
        return "nothing published yet"
    with duckdb.connect(str(published), read_only=True) as connection:
        (is_whole,) = connection.execute(WHOLE).fetchone() or (False,)
    return "whole" if is_whole else "BROKEN"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("warehouse", type=Path)
    parser.add_argument("--kills", type=int, default=12)
    parser.add_argument("--seed", type=int, default=22)
    given = parser.parse_args()
    undisturbed, published = given.warehouse.with_name(f"{given.warehouse.name}-whole"), "onrecord.duckdb"
    code, length, _ = run(given.articles, undisturbed)
    assert code == 0, f"the undisturbed run exits with {code}"
    draw, failures = random.Random(given.seed), 0
    for number in range(1, given.kills + 1):
        code, took, left = run(given.articles, given.warehouse, draw.uniform(0.01, 1.0) * length)
        state = describe(given.warehouse / published)
        failures += state == "BROKEN" or bool(left)
        kept = f"; still running: {', '.join(left)}" if left else ""
        print(f"{number:3}  killed after {took:5.1f} of about {length:.1f} s (exit {code}): {state}{kept}", flush=True)
    code, took, left = run(given.articles, given.warehouse)
    tables = diff_files(undisturbed / published, given.warehouse / published)
    different = [one.table for one in tables if one.added or one.gone or one.columns.keys() - OF_THE_RUN]
    print(f"next run: exit {code} in {took:.1f} s; tables that differ from the undisturbed: {different or 'none'}")
    sys.exit(int(failures > 0 or code != 0 or bool(left) or bool(different)))


if __name__ == "__main__":
    main()
