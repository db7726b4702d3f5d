"""A whole night as a ratio to the bare language model on as many processes, and a night with nothing new to its first.

    python -m benchmarks.night ARTICLES [--workers 2] [--articles 2000]

ARTICLES is a folder of `.txt` files, real news if possible: a few articles again and again would all be near copies of
each other. Bare is the trained components of the shipped pipeline, `nlp.pipe` on plain texts, each process
with its own pipeline and its share of the texts. Both count from the start of the first process to the end of the last.
The night reads, extracts, checks, loads, publishes and builds the site. Processor time is that of all processes.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.memory import PeakMemory

ROOT = Path(__file__).parents[1]
MODEL = ROOT / "models" / "en_onrecord_sm"
BARE = """
import sys
from pathlib import Path

import spacy
from thinc.api import NumpyOps, set_current_ops

set_current_ops(NumpyOps(use_blis=False))
nlp = spacy.load(sys.argv[1])
texts = (Path(file).read_text("utf-8") for file in Path(sys.argv[2]).read_text("utf-8").splitlines())
print(sum(len(doc) for doc in nlp.pipe(texts, batch_size=16)))
"""
WHOLE_TO_REACH, NOTHING_NEW_TO_REACH = 0.85, 0.02


@dataclass(frozen=True)
class Cost:
    """Seconds of wall, and of processor in all child processes."""

    wall: float
    processor: float

    def __truediv__(self, other: Cost) -> str:
        return f"{self.wall / other.wall:.2f} ({self.processor / other.processor:.2f} of processor)"


@dataclass(frozen=True)
class Ended:
    """What commands cost when they ran side by side, what each printed last, and the peaks of the first (MB of PSS)."""

    cost: Cost
    printed: list[str]
    peaks: dict[str, float]


def run_together(commands: Sequence[Sequence[str]]) -> Ended:
    """Run commands side by side. Raises if one fails."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) for command in commands]
    memory = PeakMemory(started[0].pid)
    printed = [process.communicate()[0] for process in started]
    peaks = memory.stop()
    if any(process.returncode for process in started):
        raise SystemExit("\n".join(printed))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    last = [text.strip().rpartition("\n")[2] for text in printed]
    return Ended(Cost(time.perf_counter() - began, spent), last, peaks)


def measure_bare(files: Sequence[Path], workers: int, folder: Path) -> tuple[Cost, int]:
    """The cost of the bare model, and the number of tokens that it read."""
    commands = []
    for number in range(workers):
        names = folder / f"share-{number}.txt"
        names.write_text("\n".join(map(str, files[number::workers])), "utf-8")
        commands.append([sys.executable, "-c", BARE, str(MODEL), str(names)])
    ended = run_together(commands)
    return ended.cost, sum(map(int, ended.printed))


def measure_night(folder: Path, warehouse: Path, workers: int) -> Cost:
    """The cost of a night on a folder; prints the peak memory of its processes."""
    command = [sys.executable, "-m", "flows", "run", str(folder), "-w", str(warehouse), "--workers", str(workers)]
    ended = run_together([command])
    print("  peak MB:", ", ".join(f"{kind} {megabytes:,.0f}" for kind, megabytes in sorted(ended.peaks.items())))
    return ended.cost


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder of .txt files")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--articles", type=int, default=2_000, help="read the first N of the folder")
    given = parser.parse_args()
    files = sorted(given.folder.glob("*.txt"))[: given.articles]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inbox = folder / "inbox"
        inbox.mkdir()
        for file in files:
            shutil.copyfile(file, inbox / file.name)
        bare, tokens = measure_bare(files, given.workers, folder)
        print(
            f"bare: {len(files):,} articles, {tokens:,} tokens in {bare.wall:.1f} s ({bare.processor:.1f} of processor)"
        )
        first = measure_night(inbox, folder / "warehouse", given.workers)
        print(f"night: {first.wall:.1f} s ({first.processor:.1f} of processor)")
        again = measure_night(inbox, folder / "warehouse", given.workers)
        print(f"nothing new: {again.wall:.1f} s ({again.processor:.1f} of processor)")
        print(f"bare ÷ night: {bare / first} (to reach: {WHOLE_TO_REACH})")
        print(f"nothing new ÷ first night: {again / first} (to reach over 20,000 articles: {NOTHING_NEW_TO_REACH})")


if __name__ == "__main__":
    main()
