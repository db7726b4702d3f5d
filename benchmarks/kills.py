"""Kills a run at random moments and looks at what is left: the published file must always open and be whole.

usage: python benchmarks/kills.py ARTICLES WAREHOUSE [KILLS]

With PREFECT_API_URL set, runs talk to that server and start in a few seconds. The moments are drawn with a fixed seed,
over the length of a whole run, which is measured first on a warehouse of its own.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb

WHOLE = """
    select
        (select count(*) from quotes) > 0
        and not exists (from ops.checks where not is_passed and severity = 'critical')
        and not exists (
            from quotes join articles using (article_id)
            where quotes.text <> array_to_string(
                [articles.text[s.start_char + 1 : s.end_char] for s in quotes.segments], ' '
            )
        )
"""


def run(articles: str, warehouse: Path, kill_after: float | None = None) -> tuple[int, float]:
    """Run a night, killed after so many seconds; its exit code and how long it took."""
    began = time.monotonic()
    command = [sys.executable, "-m", "flows", "run", articles, "--date", "2026-11-22", "-w", str(warehouse)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(kill_after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
    return process.returncode, time.monotonic() - began


def main() -> None:
    articles, warehouse = sys.argv[1], Path(sys.argv[2])
    kills = int(sys.argv[3]) if len(sys.argv) > 3 else 12
    code, length = run(articles, warehouse.with_name(f"{warehouse.name}-whole"))
    assert code == 0, f"the undisturbed run exits {code}"
    draw = random.Random(22)
    for number in range(1, kills + 1):
        after = draw.uniform(0.05, 1.0) * length
        code, took = run(articles, warehouse, after)
        published = warehouse / "onrecord.duckdb"
        state = "nothing published yet"
        if published.exists():
            with duckdb.connect(str(published), read_only=True) as connection:
                (is_whole,) = connection.execute(WHOLE).fetchone() or (False,)
                state = "whole" if is_whole else "BROKEN"
        print(f"{number:3}  killed after {took:5.1f} s of about {length:.1f} s (exit {code}): {state}", flush=True)
    code, took = run(articles, warehouse)
    print(f"next run: exit {code} in {took:.1f} s")


if __name__ == "__main__":
    main()
