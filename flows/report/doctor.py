"""What `onrecord doctor` looks at, one finding each."""

from __future__ import annotations

import platform
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from flows.errors import OnRecordError
from flows.ledger import FILE, Ledger
from flows.load.database import open_published
from flows.load.known import published_run
from flows.load.publish import PUBLISHED
from flows.settings import HOME, NO_CONTACT, Settings

PACKAGES = ("prefect", "duckdb", "polars", "spacy", "great-expectations")
FREE_BYTES_WANTED = 2 * 1024**3
"""A night copies the published file once; below this a warehouse of ordinary size may not fit."""

SAMPLE = (
    "“The harbour opens on Monday,” Leila Haddad, the port's director, told reporters in Tripoli. "
    "She said that the ministry had promised funds. "
) * 40
"""About a thousand words: enough for a rate, done in a second."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    what: str
    verdict: Literal["ok", "warn", "fail"]
    detail: str


def examine(settings: Settings) -> Iterator[Finding]:
    """The findings, in the order in which a night would meet them; never raises."""
    checks: tuple[tuple[str, Callable[[Settings], Finding]], ...] = (
        ("python", _python),
        ("packages", _packages),
        ("settings", _settings),
        ("sources", _sources),
        ("alerts", _alerts),
        ("warehouse", _warehouse),
        ("ledger", _ledger),
        ("expectations", _expectations),
        ("pipeline", _pipeline),
        ("prefect", _prefect),
    )
    for what, check in checks:
        try:
            yield check(settings)
        except OnRecordError as error:
            yield Finding(what, "fail", str(error))
        except Exception as error:  # whatever is broken, the doctor says so and looks on
            yield Finding(what, "fail", f"{type(error).__name__}: {error}")


def _python(_: Settings) -> Finding:
    fits = (3, 11) <= sys.version_info[:2] <= (3, 14)
    return Finding("python", "ok" if fits else "fail", f"{platform.python_version()} (3.11 to 3.14 are supported)")


def _packages(_: Settings) -> Finding:
    return Finding("packages", "ok", ", ".join(f"{name} {version(name)}" for name in PACKAGES))


def _settings(settings: Settings) -> Finding:
    return Finding(
        "settings", "ok", ", ".join(f"{name} = {value}" for name, value in settings.model_dump(mode="json").items())
    )


def _sources(settings: Settings) -> Finding:
    named = ", ".join(sorted(settings.sources)) or "none is configured (onrecord sources add URL)"
    is_unsigned = any(one.urls for one in settings.sources.values()) and not settings.fetching.contact
    return Finding("sources", "warn", f"{named}; {NO_CONTACT}") if is_unsigned else Finding("sources", "ok", named)


def _alerts(settings: Settings) -> Finding:
    """Whether there is somebody to tell; nothing is sent."""
    from flows.alert.delivery import addresses, channel_name, left_out, require_addresses

    alert_to, heartbeat_url = settings.alert_to.get_secret_value(), settings.heartbeat_url.get_secret_value()
    require_addresses(alert_to, heartbeat_url)
    heartbeat = "a published night calls heartbeat_url" if heartbeat_url else "no heartbeat_url"
    told = addresses(alert_to)
    if not told:
        told_in = "`onrecord incidents list` and the quality page alone tell of failures"
        return Finding("alerts", "warn", f"alert_to is not set: {told_in}; {heartbeat}")
    doubts = {address: left_out(address) for address in told}
    named = (f"{channel_name(one)}{f': {said}' if said else ''}" for one, said in doubts.items())
    return Finding("alerts", "warn" if any(doubts.values()) else "ok", f"{', '.join(named)}; {heartbeat}")


def _warehouse(settings: Settings) -> Finding:
    folder = settings.warehouse
    above = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if parent.exists())
    if not above.is_dir():
        return Finding("warehouse", "fail", f"{above} is a file, not a folder; name another with --warehouse")
    try:
        has_links = _has_hard_links(above)
    except OSError as error:
        reason = error.strerror or error
        return Finding("warehouse", "fail", f"{above} cannot be written to ({reason}); name another with --warehouse")
    free = shutil.disk_usage(above).free
    notes = [f"{folder} {_published(folder / PUBLISHED)}", f"{free / 1024**3:.0f} GiB free"]
    if not has_links:
        notes.append("no hard links here: each of the versions kept is a whole copy of the file (keep_versions)")
    return Finding("warehouse", "ok" if free > FREE_BYTES_WANTED and has_links else "warn", "; ".join(notes))


def _has_hard_links(folder: Path) -> bool:
    with TemporaryDirectory(dir=folder, prefix=".doctor-") as made:
        file = Path(made) / "file"
        file.touch()
        try:
            (Path(made) / "link").hardlink_to(file)
        except OSError:
            return False
    return True


def _published(file: Path) -> str:
    if not file.exists():
        return "will be made by the first run"
    with open_published(file) as connection:
        ((articles,),) = connection.execute("select count(*) from articles").fetchall()
    return f"holds {articles:,} articles"


def _ledger(settings: Settings) -> Finding:
    file, published = settings.warehouse / FILE, settings.warehouse / PUBLISHED
    if not file.exists():
        if published.exists():
            return Finding("ledger", "warn", f"{file} is gone; the next run restores it from the published file")
        return Finding("ledger", "ok", "will be made by the first run")
    with Ledger.read(settings.warehouse) as ledger:
        damage = ledger.damage()
        runs = {row["run_id"] for row in ledger.rows("select run_id from runs")}
    if damage:
        return Finding("ledger", "fail", f"{file} is damaged ({damage}): move it away, and the next run restores it")
    wrote = published_run(published)
    if wrote and wrote not in runs:
        return Finding("ledger", "warn", f"{file} does not know run {wrote}, which wrote the published file")
    return Finding("ledger", "ok", f"{file} holds {len(runs):,} runs")


def _expectations(_: Settings) -> Finding:
    from flows.validate.step import TABLES
    from flows.validate.suites import load_suites

    suites = load_suites(HOME / "expectations", TABLES.keys())
    return Finding(
        "expectations", "ok", ", ".join(f"{table} {len(suite.rules)} rules" for table, suite in suites.items())
    )


def _pipeline(settings: Settings) -> Finding:
    """Whether the language pipeline can be used, how fast it is, and what the rules would miss with it."""
    from flows.extract import find_doubts, find_unnamed_labels, load_pipeline, require_model

    require_model(settings.model, settings.languages)
    nlp = load_pipeline(settings.model, settings.seeds)
    [doc] = nlp.pipe([SAMPLE])
    began = time.perf_counter()
    words = sum(len(doc.text.split()) for doc in nlp.pipe([SAMPLE] * 4, batch_size=4))
    rate = words / (time.perf_counter() - began)
    detail = (
        f"{nlp.meta['name']} {nlp.meta['version']} ({settings.model}): {', '.join(nlp.pipe_names)}; {rate:,.0f} words/s"
    )
    if unnamed := find_unnamed_labels(nlp, settings.seeds):
        detail += f"; no names and left out: {', '.join(unnamed)}"
    told = list(find_doubts(nlp, doc, settings.seeds))
    return Finding("pipeline", "warn" if told else "ok", "; ".join([detail, *told]))


def _prefect(_: Settings) -> Finding:
    from prefect.settings import PREFECT_API_URL

    url = PREFECT_API_URL.value()
    if url is None:
        return Finding("prefect", "ok", "no server configured: a run starts its own, `onrecord serve` needs one")
    import httpx

    try:
        httpx.get(f"{url}/health", timeout=5).raise_for_status()
    except httpx.HTTPError as error:
        return Finding("prefect", "fail", f"{url} does not answer ({error}); start it: prefect server start")
    return Finding("prefect", "ok", f"{url} answers")
