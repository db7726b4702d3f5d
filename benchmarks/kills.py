"""Kills commands and their workers at random moments and looks at what is left: nothing may be lost, half published or
still running.

    python -m benchmarks.kills FOLDER [--kills 200] [--seed 22]

A small site on this machine grows and changes from round to round. Each round runs a night on its feed, extracts known
articles again by changed rules (refresh), derives the day again from the raw archive (backfill) and forgets an article:
once undisturbed, and once with kills (signal 9) before the command completes. What is killed is the command itself, a
`resume` after an earlier kill, or one of the processes that they start. The moments are drawn with the seed, over the
time that the undisturbed command took. After each kill the published file must open and be whole, and no process may
live on; after each completed command both warehouses must hold the same. With the FOLDER of an earlier call, it goes on
there. Exits with 1 if anything is not so.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import duckdb

from benchmarks.disturbed import Disturb, Ended, describe, find_differences, kill, list_session, read_command, run
from flows.load.publish import PUBLISHED
from flows.settings import HOME

DAY = "2026-11-22"
GROWTH = 8
KILLS_A_COMMAND = 4
NAMES = ("Leila Haddad", "Tomasz Wrona", "Abena Owusu", "Ines Duarte", "Kofi Mensah", "Sara Lindqvist", "Omar Nasser")
PLACES = ("Tripoli", "Gdansk", "Accra", "Porto", "Kumasi", "Malmo", "Aleppo")
PAGE = """<html><head><title>The harbour of {place} waits, part {number}</title>
<meta property="article:published_time" content="2026-11-{day:02}T08:00:00Z"></head><body><article>
<h1>The harbour of {place} waits, part {number}</h1>
<p>“The harbour opens in week {number},” {name}, the director of the port, told reporters in {place} on Monday.</p>
<p>{other}, who speaks for the dockers, warned that {number} cranes had not been tested since the storm{more}.</p>
<p>“We will not lift a single box with them,” he said. “The director knows that, and so does the ministry.”</p>
<p>The ministry of transport said it would send two engineers, and that their report would be public.</p>
</article></body></html>
"""
ITEM = "<item><title>Part {number}</title><link>{base}/{number}.html</link><guid>{base}/{number}.html</guid></item>"
FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>Quay</title>{items}</channel></rss>'


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Write no line for each request."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; its address, which is the same in every call: articles are known by it."""
    kept = folder / "port"
    port = int(kept.read_text()) if kept.exists() else 0
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Quiet, directory=str(folder)))
    kept.write_text(str(server.server_port))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def grow(folder: Path, base: str, round_: int) -> None:
    """Add articles to the site, and change the first article of the round before."""
    last = round_ * GROWTH
    for number in range(max(1, last - 2 * GROWTH + 1), last + 1):
        is_changed = number == last - 2 * GROWTH + 1
        if number > last - GROWTH or is_changed:
            names = {"name": NAMES[number % 7], "other": NAMES[(number + 3) % 7], "place": PLACES[number * 5 % 7]}
            more = " of last winter" if is_changed else ""
            page = PAGE.format(number=number, day=1 + number % 21, more=more, **names)
            (folder / f"{number}.html").write_text(page, "utf-8")
    items = "".join(ITEM.format(number=number, base=base) for number in range(1, last + 1))
    (folder / "feed.xml").write_text(FEED.format(items=items), "utf-8")


@dataclass
class Trial:
    """Both warehouses, and what went wrong so far."""

    folder: Path
    base: str
    draw: random.Random
    kills: int
    count: int = 0
    failures: int = 0

    def environment(self) -> dict[str, str]:
        """Settings of both: shards for two workers, and seeds of their own, which change."""
        return {
            "ONRECORD_FETCHING__ALLOW_LOOPBACK": "1",
            "ONRECORD_FETCHING__DELAY": "0",
            "ONRECORD_SHARD_WORDS": "300",
            "ONRECORD_WORKERS": "2",
            "ONRECORD_KEEP_VERSIONS": "3",
            "ONRECORD_SEEDS": str(self.folder / "seeds"),
        }

    def call(self, warehouse: str, command: tuple[str, ...], disturb: Disturb | None = None) -> Ended:
        """Run a command on one of the warehouses."""
        return run(*command, "-w", self.folder / warehouse, environment=self.environment(), disturb=disturb)

    def report(self, text: str, *, is_failure: bool) -> None:
        """Print what happened, and count it."""
        self.failures += is_failure
        print(f"{'FAILED  ' if is_failure else ''}{text}", flush=True)

    def disturb_command(self, command: tuple[str, ...]) -> None:
        """A command, undisturbed on one warehouse and killed several times on the other; then compare them."""
        undisturbed = self.call("quiet", command)
        self.report(
            f"{command[0]}: {undisturbed.seconds:.1f} s undisturbed, exit {undisturbed.code}",
            is_failure=undisturbed.code != 0,
        )
        for number in range(min(KILLS_A_COMMAND, self.kills - self.count)):
            is_resumed = number > 0 and self.draw.random() < 0.4
            self.kill_once(("resume", "--yes") if is_resumed else command, undisturbed.seconds)
        resumed, repeated = self.call("killed", ("resume", "--yes")), self.call("killed", command)
        for one, name in ((resumed, "resume"), (repeated, f"{command[0]} again")):
            fine = one.code in ((0, 2) if name == "resume" else (0,)) and not one.left
            self.report(f"  {name}: exit {one.code}, {one.message}", is_failure=not fine)
        differences = find_differences(self.folder / "quiet", self.folder / "killed")
        self.report(f"  tables that differ: {', '.join(differences) or 'none'}", is_failure=bool(differences))

    def kill_once(self, command: tuple[str, ...], seconds: float) -> None:
        """Kill a command or one of its processes at a random moment, and look at what is left."""
        self.count += 1
        moment, is_whole = self.draw.uniform(0.01, 1.0) * seconds, self.draw.random() < 0.6
        victim = ["nobody, it had ended"]
        ended = self.call("killed", command, partial(self.strike, moment, is_whole, victim))
        state = describe(self.folder / "killed")
        fails = state == "BROKEN" or bool(ended.left) or "Traceback" in ended.said
        kept = f"; still running: {', '.join(ended.left)}" if ended.left else ""
        said = f"; {ended.message}" if ended.code > 0 else ""
        text = f"{self.count:4} {command[0]:<8} killed after {moment:5.1f} s: {victim[0]}; exit {ended.code}; {state}"
        self.report(f"{text}{kept}{said}", is_failure=fails)

    def strike(self, moment: float, is_whole: bool, victim: list[str], process: subprocess.Popen[bytes]) -> None:
        """Wait, and kill: the run, or one of the processes that it started (of the youngest, if there are several)."""
        deadline = time.monotonic() + moment
        while time.monotonic() < deadline and process.poll() is None:
            time.sleep(0.01)
        others = sorted(pid for pid, _ in list_session(process.pid) if pid != process.pid)
        if process.poll() is None and (is_whole or others):
            chosen = process.pid if is_whole else self.draw.choice(others)
            victim[0] = "the run" if is_whole else _describe_process(chosen)
            kill(chosen)


def is_our_traceback(said: str) -> bool:
    """Whether a traceback goes through our code: Python prints one of its own where its resource tracker is killed."""
    _, mark, trace = said.partition("Traceback")
    return bool(mark) and "/flows/" in trace


def _describe_process(process: int) -> str:
    whole = read_command(process)
    kinds = {"prefect_server": "Prefect's server", "spawn_main": "a worker or the gate", "resource_tracker": "tracker"}
    return next((name for mark, name in kinds.items() if mark in whole), whole)


def change_rules(folder: Path, round_: int) -> None:
    """Change a seed that the extraction reads, in a way that changes none of its results."""
    with (folder / "seeds" / "titles.csv").open("a", encoding="utf-8") as file:
        file.write(f"Harbourwarden{'x' * round_},,a title of the trial\n")


def choose_article(warehouse: Path) -> str:
    """The id of the first article of a warehouse."""
    with duckdb.connect(str(warehouse / PUBLISHED), read_only=True) as connection:
        row = connection.execute("select article_id from articles order by article_id limit 1").fetchone()
    assert row is not None
    return str(row[0])


def run_round(trial: Trial, site: Path, round_: int) -> None:
    """A night on a site that has grown, and the commands for what the warehouse already holds."""
    grow(site, trial.base, round_)
    trial.disturb_command(("run", f"{trial.base}/feed.xml", "--date", DAY))
    change_rules(trial.folder, round_)
    trial.disturb_command(("refresh", "1000"))
    trial.disturb_command(("backfill", "--from", DAY, "--to", DAY, "--yes"))
    trial.disturb_command(("forget", choose_article(trial.folder / "quiet"), "--yes"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=KILLS_A_COMMAND * 4)
    parser.add_argument("--seed", type=int, default=22)
    given = parser.parse_args()
    site: Path = given.folder / "site"
    site.mkdir(parents=True, exist_ok=True)
    if not (given.folder / "seeds").exists():
        shutil.copytree(HOME / "seeds", given.folder / "seeds")
    round_ = len(list(site.glob("*.html"))) // GROWTH
    with serve(site) as base:
        trial = Trial(given.folder, base, random.Random(given.seed + round_), given.kills)
        while trial.count < given.kills:
            round_ += 1
            run_round(trial, site, round_)
    print(f"{trial.count} kills, {trial.failures} failures")
    sys.exit(int(trial.failures > 0))


if __name__ == "__main__":
    main()
