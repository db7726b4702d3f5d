"""What the gate costs, against a bare Great Expectations validation of the same frame by the same suite.

    python -m benchmarks.gate [--rows 10000 100000 1000000] [--failing 0 0.01 0.3] [--runs 3]

Bare is what a user of the library would write: the frame in pandas, the suite, its default result. Each case runs in
a process of its own, so that its memory is its own; gate and bare take turns within it, and their medians are compared.
The gate does more than bare does: it names the failing rows, takes them out and keeps them with their reason.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import polars as pl

from flows.records import MENTIONS

EXPECTATIONS = Path(__file__).parents[1] / "expectations"
LIMIT = 1.5
MEMORY_LIMIT = 1.5e9


def frame_of(rows: int, failing: float) -> pl.DataFrame:
    """Mentions of which every `1 / failing`-th has a kind that is none."""
    number = pl.int_range(rows)
    every = round(rows * failing)
    kind = pl.when(number * every % rows < every).then(pl.lit("verb")).otherwise(pl.lit("name"))
    frame = pl.select(
        mention_id=pl.format("{}m", number.cast(pl.String).str.pad_start(15, "0")),
        article_id=pl.format("{}a", (number // 40).cast(pl.String).str.pad_start(15, "0")),
        entity_id=pl.format("{}e", (number % 5000).cast(pl.String).str.pad_start(15, "0")),
        entity_name=pl.lit("Ada Ng"),
        kind=kind if every else pl.lit("name"),
        label=pl.lit("PERSON"),
        text=pl.lit("Ada Ng"),
        start_char=number % 6000,
        end_char=number % 6000 + 6,
    )
    return frame.cast(MENTIONS)


def timed(work: Callable[[], object]) -> float:
    """Seconds that a piece of work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measure(rows: int, failing: float, runs: int) -> dict[str, float]:
    """Medians of gate and bare in seconds, their ratio, and the highest memory before and after bare, in bytes."""
    from great_expectations import ExpectationSuite

    from flows.validate.gate import validate
    from flows.validate.judge import make_batch
    from flows.validate.measures import select_columns
    from flows.validate.suites import load_suite

    suite, frame = load_suite(EXPECTATIONS / "mentions.json"), frame_of(rows, failing)
    columns = set().union(*(rule.columns for rule in suite.rules))

    def bare() -> None:
        expectations = ExpectationSuite("bare", [expectation.configuration for expectation in suite.loaded])
        make_batch(select_columns("mentions", frame, columns)).validate(expectations)

    def gate() -> None:
        result = validate("mentions", frame, suite, ("mention_id",))
        assert result.quarantine.height == round(rows * failing), result.quarantine.height

    gate()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    bare()
    pairs = [(timed(gate), timed(bare)) for _ in range(runs)]
    seconds, alone = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    return {"gate": seconds, "bare": alone, "ratio": seconds / alone, "memory": memory}


def main() -> None:
    """Print the table; exits 1 if a case is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--failing", type=float, nargs="+", default=[0, 0.01, 0.3])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measure(given.rows[0], given.failing[0], given.runs)))
        return
    print("| mentions | failing | gate | bare | ratio (at most 1.5) | gate's memory (at most 1.5 GB) |")
    print("|---:|---:|---:|---:|---:|---:|")
    is_over = False
    for rows in given.rows:
        for failing in given.failing:
            case = ["--one", "--rows", str(rows), "--failing", str(failing), "--runs", str(given.runs)]
            told = subprocess.run(
                [sys.executable, "-m", "benchmarks.gate", *case], check=True, capture_output=True, text=True
            )
            found = json.loads(told.stdout.splitlines()[-1])
            is_over |= found["ratio"] > LIMIT or found["memory"] > MEMORY_LIMIT
            print(
                f"| {rows:,} | {failing:.0%} | {found['gate']:.2f} s | {found['bare']:.2f} s "
                f"| {found['ratio']:.2f} | {found['memory'] / 1e9:.2f} GB |",
                flush=True,
            )
    sys.exit(int(is_over))


if __name__ == "__main__":
    main()
