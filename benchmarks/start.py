"""How long a night of next to nothing takes, and how fast a run is refused.

    python -m benchmarks.start [--rounds 5]

Each round runs, by turns: a Python process that only imports prefect, spacy and great_expectations; a night of one new
article; the same night again, with nothing new. Printed are the medians, in seconds of wall and of processor (with all
child processes), and the medians of the ratios of each round. The first night of the warehouse, which makes Prefect's
database, is printed apart.
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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from flows.runs.warehouse_lock import lock_warehouse
from flows.settings import HOME

IMPORT = [sys.executable, "-c", "import prefect, spacy, great_expectations"]
ARTICLE = "“The harbour opens on {}.5.2026,” Leila Haddad, the port's director, told reporters in Tripoli.\n"
TARGETS = {"one article": 1.4, "nothing new": 1.0}
REFUSAL_SECONDS = 1.5
NAMES = ("first night", "imports", "one article", "nothing new")
BREAKS = (
    ("broken suite", "expectations/quotes.json", ",", ";", 3),
    ("misspelt expectation", "expectations/mentions.json", "to_be_in_set", "to_be_in_sett", 3),
    ("broken SQL check", "sql/checks/quotes_unique.sql", "severity: critical", "severity: grave", 3),
    ("broken seed", "seeds/titles.csv", "gender", "gendre", 2),
)

Times = tuple[float, float]


def measure(command: list[str], expected: int = 0, home: Path = HOME) -> Times:
    """Seconds of wall and of processor of a command in the checkout `home`; it must exit with `expected`."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    # Python keeps compiled modules unless somebody forbids it, which would measure the compiler.
    environment = {**os.environ, "PYTHONPATH": str(home), "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != expected:
        raise SystemExit(f"{' '.join(command)} exits with {done.returncode}, not {expected}:\n{done.stderr}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def onrecord(*arguments: str | Path) -> list[str]:
    """The command line of On Record."""
    return [sys.executable, "-m", "flows", *map(str, arguments)]


def measure_rounds(folder: Path, rounds: int) -> dict[str, list[Times]]:
    """Name -> the times of each round."""
    articles = folder / "articles"
    articles.mkdir()
    night = onrecord("run", articles, "-w", folder / "warehouse", "--date", "2026-11-22")
    times: dict[str, list[Times]] = {name: [] for name in NAMES}
    for number in range(rounds + 1):
        (articles / "a.txt").write_text(ARTICLE.format(number + 1), "utf-8")
        if number:
            times["imports"].append(measure(IMPORT))
        times["one article" if number else "first night"].append(measure(night))
        times["nothing new"].append(measure(night))
    return times


def print_rounds(times: dict[str, list[Times]]) -> None:
    """The medians of each command; the ratios to the imports of the same round."""
    for name, measured in times.items():
        wall, processor = (median(column) for column in zip(*measured, strict=True))
        print(f"{name:<14} {wall:7.2f} s wall {processor:7.2f} s processor")
    for name, target in TARGETS.items():
        pairs = list(zip(times[name][-len(times["imports"]) :], times["imports"], strict=True))
        wall, processor = (median(one[i] / other[i] for one, other in pairs) for i in (0, 1))
        print(f"{name} ÷ imports: {wall:.2f} wall (to reach: {target}), {processor:.2f} processor")


@contextmanager
def break_file(file: Path, written: str, instead: str) -> Iterator[None]:
    """A file of a copied checkout that is malformed in this block."""
    whole = file.read_text("utf-8")
    file.write_text(whole.replace(written, instead, 1), "utf-8")
    yield
    file.write_text(whole, "utf-8")


def measure_refusals(folder: Path) -> Iterator[tuple[str, float]]:
    """What is refused, and after how many seconds of wall."""
    articles, home = HOME / "seeds" / "articles", folder / "home"
    for part in ("flows", "sql", "seeds", "expectations", "models/en_onrecord_sm"):
        shutil.copytree(HOME / part, home / part)
    night = onrecord("run", articles, "-w", folder / "other")
    with lock_warehouse(folder / "held"):
        yield "warehouse held", measure(onrecord("run", articles, "-w", folder / "held"), 4)[0]
    (folder / "file").touch()
    yield "warehouse not writable", measure(onrecord("run", articles, "-w", folder / "file" / "in it"), 2)[0]
    yield "wrong path", measure(onrecord("run", folder / "missing"), 2)[0]
    yield "unknown pipeline", measure([*night, "--model", "no_such_pipeline"], 2)[0]
    for what, name, written, instead, code in BREAKS:
        with break_file(home / name, written, instead):
            yield what, measure(night, code, home)[0]
    if (folder / "other").exists():
        raise SystemExit("A refused run wrote a warehouse.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        print_rounds(measure_rounds(Path(folder), rounds))
        for what, seconds in measure_refusals(Path(folder)):
            print(f"refused: {what:<24} {seconds:5.2f} s (to reach: {REFUSAL_SECONDS})")


if __name__ == "__main__":
    main()
