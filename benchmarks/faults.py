"""Breaks what a night stands on, and looks at what it says and at what is left.

    python -m benchmarks.faults FOLDER [--only NAME …]

A warehouse with one published night is copied for each fault. A second night brings one more article while the fault is
there: its exit code and message must be the expected ones, the published file must be whole, and no process may live
on. Then the fault is mended as the message says, and a night must complete with the content of a warehouse without the
fault. Full disks and folders that cannot be written are file systems in memory, which only root may mount. Exits with 1
if anything is not so.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb

from benchmarks.disturbed import Disturb, Ended, describe, find_differences, kill, list_session, run
from benchmarks.kills import serve
from flows.ledger import FILE
from flows.load.publish import PUBLISHED
from flows.runs.warehouse_lock import lock_warehouse

DAY = "2026-11-22"
ARTICLE = (
    "“The {what} opens on {day} May,” {name}, the port's director, told reporters in Tripoli. She said it was late.\n"
)
PAGE = "<html><head><title>A harbour opens</title></head><body><article>{paragraphs}</article></body></html>"
MIB = 1024 * 1024
MOUNT_BYTES = 320 * MIB
STEP_SECONDS = 300
EARLIER_CLOCK = """
import datetime, sys
import flows.cli.run

class Earlier(datetime.datetime):
    @classmethod
    def now(cls, zone=None):
        return datetime.datetime.now(zone) - datetime.timedelta(days=400)

flows.cli.run.datetime = Earlier
from flows.cli import main
main()
"""


@dataclass(frozen=True)
class Case:
    """A folder of its own for one fault, with a warehouse and articles."""

    folder: Path

    @property
    def warehouse(self) -> Path:
        """The folder of the warehouse."""
        return self.folder / "warehouse"

    @property
    def published(self) -> Path:
        """The published file."""
        return self.warehouse / PUBLISHED

    def night(self, disturb: Disturb | None = None, start: tuple[str, ...] = ("-m", "flows")) -> Ended:
        """Run a night on the articles."""
        targets = [self.folder / "articles"]
        return self.call("run", *targets, "--date", DAY, disturb=disturb, start=start)

    def call(
        self, *words: str | Path, disturb: Disturb | None = None, start: tuple[str, ...] = ("-m", "flows")
    ) -> Ended:
        """Run a command on the warehouse."""
        quick = {"ONRECORD_FETCHING__ALLOW_LOOPBACK": "1", "ONRECORD_FETCHING__DELAY": "0"}
        return run(*words, "-w", self.warehouse, environment=quick, disturb=disturb, start=start)


@dataclass(frozen=True)
class Fault:
    """What is broken. `happen` gives the end of the disturbed command, and mends the fault when it is resumed.

    `codes`: the exit codes that are right; `says`: words of the message; `adds`: the fault brings articles of its own.
    """

    name: str
    happen: Callable[[Case], Iterator[Ended]]
    codes: tuple[int, ...]
    says: str = ""
    adds: bool = False
    is_mounted: bool = False


def write_articles(folder: Path, count: int) -> None:
    """Write the first articles of the trial."""
    folder.mkdir(parents=True, exist_ok=True)
    names = ("Leila Haddad", "Ines Duarte", "Sara Lindqvist")
    for number in range(count):
        text = ARTICLE.format(what=("harbour", "market", "bridge")[number], day=number + 1, name=names[number])
        (folder / f"article-{number}.txt").write_text(text, "utf-8")


def garble(file: Path, at: float = 0.5) -> None:
    """Write over 4 KB of a file at a share of its length, or cut a shorter file to half."""
    file.chmod(0o644)
    size = file.stat().st_size
    with file.open("r+b") as opened:
        if size < 16_384:
            opened.truncate(size // 2)
        else:
            opened.seek(int(size * at) // 4096 * 4096)
            opened.write(b"\xaa" * 4096)


def wait_for_step(case: Case, step: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a step of the run has ended, or the run itself."""
    known = set(case.warehouse.glob(f"runs/*/steps/*-{step}.json"))
    deadline = time.monotonic() + STEP_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if set(case.warehouse.glob(f"runs/*/steps/*-{step}.json")) - known:
            return
        time.sleep(0.005)


def fill_disk(case: Case, step: str | None, process: subprocess.Popen[bytes]) -> None:
    """Fill the file system of a case once a step has ended."""
    if step is not None:
        wait_for_step(case, step, process)
    fill(case.folder, 0)


def fill(folder: Path, leave: int) -> None:
    """Leave only so many bytes of a file system free: at once, or the run would end before."""
    with (folder / "ballast").open("ab") as ballast:
        size = ballast.tell()
        for block in (16 * MIB, MIB, 4096):
            while shutil.disk_usage(folder).free >= leave + block:
                with suppress(OSError):
                    os.posix_fallocate(ballast.fileno(), size, block)
                size += block


def full_disk(step: str | None, case: Case) -> Iterator[Ended]:
    """The disk is full from the end of a step on."""
    fill(case.folder, 128 * MIB)
    yield case.night(partial(fill_disk, case, step))
    (case.folder / "ballast").unlink()


def read_only_folder(case: Case) -> Iterator[Ended]:
    """The folder is on a file system that cannot be written."""
    subprocess.run(["mount", "-o", "remount,ro", case.folder], check=True)
    yield case.night()
    subprocess.run(["mount", "-o", "remount,rw", case.folder], check=True)


def clock_set_back(case: Case) -> Iterator[Ended]:
    """The clock says that it is more than a year earlier than the last night."""
    yield case.night(start=("-c", EARLIER_CLOCK))


def garbled_file(name: str, at: float, case: Case) -> Iterator[Ended]:
    """A file of the warehouse is damaged. If the run refuses it, it is moved away, as the message says."""
    garble(case.warehouse / name, at)
    ended = case.night()
    yield ended
    if ended.code:
        (case.warehouse / name).rename(case.folder / "damaged")


def missing_file(name: str, case: Case) -> Iterator[Ended]:
    """A file of the warehouse is gone."""
    (case.warehouse / name).unlink()
    yield case.night()


def published_without_version(case: Case) -> Iterator[Ended]:
    """The published file is damaged, and no kept version can take its place: a copy from a backup has to."""
    shutil.copy2(case.published, case.folder / "backup")
    shutil.rmtree(case.warehouse / "versions", ignore_errors=True)
    garble(case.published)
    yield case.night()
    case.published.unlink()
    shutil.copy2(case.folder / "backup", case.published)


def changed_file(case: Case) -> Iterator[Ended]:
    """Somebody changed the published file."""
    case.published.chmod(0o644)
    with duckdb.connect(str(case.published)) as connection:
        connection.execute("update quotes set speaker = 'Nobody'")
    yield case.night()


def open_log(case: Case) -> Iterator[Ended]:
    """A write-ahead log lies beside the published file."""
    log = case.published.with_name(f"{PUBLISHED}.wal")
    log.write_bytes(b"rest")
    yield case.night()
    log.unlink()


def damaged_stage(case: Case) -> Iterator[Ended]:
    """A run is killed after its load, its stage file is damaged, and the run is resumed."""

    def kill_after_load(process: subprocess.Popen[bytes]) -> None:
        wait_for_step(case, "load", process)
        kill(process.pid)

    case.night(kill_after_load)
    for stage in case.warehouse.glob(".stage-*.duckdb"):
        garble(stage)
    yield case.call("resume")


def damaged_step(case: Case) -> Iterator[Ended]:
    """A run is killed after its extraction, the results of its steps are damaged, and the run is resumed."""

    def kill_after_extract(process: subprocess.Popen[bytes]) -> None:
        wait_for_step(case, "extract", process)
        kill(process.pid)

    case.night(kill_after_extract)
    for file in [*case.warehouse.glob("runs/*/steps/*.json"), *case.warehouse.glob("runs/*/extracted/*.parquet")]:
        garble(file)
    yield case.call("resume")


def damaged_archive(case: Case) -> Iterator[Ended]:
    """A file of the raw archive is damaged, and its day is derived again."""
    (case.folder / "site").mkdir()
    (case.folder / "site" / "page.html").write_text(PAGE.format(paragraphs=f"<p>{ARTICLE}</p>" * 3), "utf-8")
    with serve(case.folder / "site") as base:
        case.call("run", f"{base}/page.html", "--date", DAY)
    for archive in case.warehouse.glob("raw/**/*.warc.gz"):
        garble(archive)
    yield case.call("backfill", "--from", DAY, "--to", DAY, "--yes")


def dead_server(step: str | None, case: Case) -> Iterator[Ended]:
    """Prefect's server is killed in the middle of the run."""

    def kill_server(process: subprocess.Popen[bytes]) -> None:
        if step is not None:
            wait_for_step(case, step, process)
        servers: list[int] = []
        while process.poll() is None and not servers:
            servers = list(find_servers(process.pid))
            time.sleep(0.01)
        for server in servers:
            kill(server)

    yield case.night(kill_server)


def find_servers(session: int) -> Iterator[int]:
    """Prefect's servers among the processes of a session."""
    for process, _ in list_session(session):
        with suppress(OSError):
            if "prefect_server.py" in Path(f"/proc/{process}/cmdline").read_text("utf-8", "replace"):
                yield process


def two_runs(case: Case) -> Iterator[Ended]:
    """Another run holds the warehouse."""
    with lock_warehouse(case.warehouse):
        yield case.night()


def links(case: Case) -> Iterator[Ended]:
    """The articles have links in a circle, to nothing and out of their folder; the warehouse is a link itself."""
    articles, outside = case.folder / "articles", case.folder / "outside"
    outside.mkdir()
    (outside / "article-0.txt").write_bytes((articles / "article-0.txt").read_bytes())
    (articles / "circle").symlink_to(articles)
    (articles / "itself.txt").symlink_to(articles / "itself.txt")
    (articles / "nothing.txt").symlink_to(articles / "missing.txt")
    (articles / "folder").symlink_to(outside)
    (articles / "sub").mkdir()
    (articles / "sub" / "article-0.txt").symlink_to(outside / "article-0.txt")
    case.warehouse.rename(case.folder / "elsewhere")
    case.warehouse.symlink_to(case.folder / "elsewhere")
    yield case.night()


def huge_names(case: Case) -> Iterator[Ended]:
    """A file name of 255 bytes, and records whose ids, outlets, titles and authors have 10,000 characters."""
    articles = case.folder / "articles"
    text = ARTICLE.format(what="quay", day=9, name="Omar Nasser")
    (articles / f"{'n' * 251}.txt").write_text(text, "utf-8")
    (articles / f"{'ü' * 125}.txt").write_text(text, "utf-8")
    long = "x" * 10_000
    fields = ("id", "source", "title", "url", "authors", "section")
    records = [f'{{"text": "{text.strip()} It is number {n}.", "{name}": "{long}"}}' for n, name in enumerate(fields)]
    (articles / "long.jsonl").write_text("\n".join(records), "utf-8")
    yield case.night()


FAULTS = (
    Fault("disk full before the start", partial(full_disk, None), (1,), "MB are free", is_mounted=True),
    Fault("disk full at the load", partial(full_disk, "validate"), (1,), "onrecord resume", is_mounted=True),
    Fault("disk full at the publication", partial(full_disk, "check"), (1,), "onrecord resume", is_mounted=True),
    Fault("read-only folder", read_only_folder, (2,), "cannot be written", is_mounted=True),
    Fault("clock set back by 400 days", clock_set_back, (0,)),
    Fault("ledger: header damaged", partial(garbled_file, FILE, 0.0), (1,), "is damaged"),
    Fault("ledger: middle damaged", partial(garbled_file, FILE, 0.5), (0, 1)),
    Fault("ledger: missing", partial(missing_file, FILE), (0,)),
    Fault("published file: damaged", partial(garbled_file, PUBLISHED, 0.5), (0,)),
    Fault("published file: header damaged", partial(garbled_file, PUBLISHED, 0.0), (0,)),
    Fault("published file: changed", changed_file, (0,)),
    Fault("published file: missing", partial(missing_file, PUBLISHED), (0,)),
    Fault("published file: damaged, no version", published_without_version, (5,), "backup"),
    Fault("published file: a write-ahead log", open_log, (1,), "move"),
    Fault("stage file: damaged before resume", damaged_stage, (0, 1)),
    Fault("results of steps: damaged before resume", damaged_step, (0, 1)),
    Fault("raw archive: damaged before backfill", damaged_archive, (0, 3), adds=True),
    Fault("Prefect's database: damaged", partial(garbled_file, "prefect/prefect.db", 0.0), (0,)),
    Fault("site: its list of pages damaged", partial(garbled_file, "site/pages.json", 0.5), (0,)),
    Fault("Prefect's server killed at its start", partial(dead_server, None), (0, 1)),
    Fault("Prefect's server killed after ingest", partial(dead_server, "ingest"), (0,), "has no record of the end"),
    Fault("Prefect's server killed after check", partial(dead_server, "check"), (0, 1)),
    Fault("two runs at once", two_runs, (4,), "is held by"),
    Fault("links in a circle, out of the folder, to nothing", links, (0,)),
    Fault("names of 255 bytes, fields of 10,000 characters", huge_names, (0,), adds=True),
)


@contextmanager
def open_folder(folder: Path, *, is_mounted: bool) -> Iterator[Path]:
    """A new folder, which is a file system of its own if `is_mounted`."""
    folder.mkdir(parents=True)
    if is_mounted:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={MOUNT_BYTES}", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        if is_mounted:
            subprocess.run(["umount", folder], check=True)
        shutil.rmtree(folder)


def prepare(folder: Path) -> tuple[Path, Path]:
    """Warehouses of two nights, with a kept version, and of three: what each case begins with, and ends with."""
    before, after = Case(folder / "before"), Case(folder / "after")
    if not after.published.exists():
        for count in (1, 2):
            write_articles(before.folder / "articles", count)
            require_done(before.night())
        shutil.copytree(before.folder, after.folder)
        write_articles(after.folder / "articles", 3)
        require_done(after.night())
    return before.folder, after.warehouse


def require_done(ended: Ended) -> None:
    """End the trial unless an undisturbed night was published."""
    if ended.code:
        sys.exit(f"an undisturbed night exits with {ended.code}: {ended.said}")


def judge(fault: Fault, case: Case, expected: Path) -> tuple[str, list[str]]:
    """What the disturbed command said, and everything that is not as it should be."""
    happening = contextmanager(fault.happen)(case)
    wrong: list[str] = []
    with happening as ended:
        wrong += [f"exit {ended.code}"] if ended.code not in fault.codes else []
        wrong += [f"does not say “{fault.says}”"] if fault.says not in ended.said else []
        wrong += ["a traceback"] if "Traceback" in ended.said else []
        wrong += [f"left: {', '.join(ended.left)}"] if ended.left else []
        if fault.codes != (5,) and (state := describe(case.warehouse)) != "whole":
            wrong.append(state)
    after = case.night()
    wrong += [f"the next night exits with {after.code}: {after.message}"] if after.code else []
    if not after.code and (tables := find_differences(expected, case.warehouse, ignore_added=fault.adds)):
        wrong.append(f"the next night differs in {', '.join(tables)}")
    return f"exit {ended.code}: {ended.message}", wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME", help="beginnings of the names of faults")
    given = parser.parse_args()
    before, expected = prepare(given.folder.absolute())
    failures = 0
    for number, fault in enumerate(FAULTS, 1):
        if given.only and not fault.name.startswith(tuple(given.only)):
            continue
        with open_folder(given.folder.absolute() / f"case-{number}", is_mounted=fault.is_mounted) as folder:
            shutil.copytree(before, folder, dirs_exist_ok=True)
            write_articles(folder / "articles", 3)
            said, wrong = judge(fault, Case(folder), expected)
        failures += bool(wrong)
        print(f"{'FAILED' if wrong else 'ok':<6} {fault.name}\n         {said}", flush=True)
        for one in wrong:
            print(f"         wrong: {one}", flush=True)
    print(f"{failures} failures")
    sys.exit(int(failures > 0))


if __name__ == "__main__":
    main()
