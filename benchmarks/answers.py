"""How long the command line takes to answer, as a ratio to importing the two libraries that any answer needs.

usage: python benchmarks/answers.py WAREHOUSE

Prints the medians of seven runs, in turn, so that a change of the machine's speed falls on all alike.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

ROUNDS = 7


def seconds(command: list[str]) -> float:
    """How long a command takes."""
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    warehouse = sys.argv[1]
    onrecord = [sys.executable, "-m", "flows"]
    commands = {
        "import duckdb, polars": [sys.executable, "-c", "import duckdb, polars"],
        "onrecord --help": [*onrecord, "--help"],
        "onrecord sql": [*onrecord, "sql", "from quotes limit 5", "--warehouse", warehouse],
        "onrecord status": [*onrecord, "status", "--warehouse", warehouse],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            times[name].append(seconds(command))
    medians = {name: statistics.median(runs) for name, runs in times.items()}
    base = medians["import duckdb, polars"]
    for name, median in medians.items():
        print(f"{name:24} {median:6.2f} s   {median / base:4.2f} x")


if __name__ == "__main__":
    main()
