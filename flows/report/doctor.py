"""The checks of `onrecord doctor`: one finding per part of the set-up."""

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
from flows.load.earlier_nights import find_published_run
from flows.load.publish import PUBLISHED
from flows.load.verify import examine_published, find_changed_versions, has_digests
from flows.settings import HOME, NO_CONTACT, Settings

PACKAGES = ("prefect", "duckdb", "polars", "spacy", "great-expectations")
FREE_BYTES_WANTED = 2 * 1024**3
"""A night copies the published file once. With less space, a warehouse of ordinary size may not fit."""

_TYPICAL_NIGHT = 300

SAMPLE = (
    "“The harbour opens on Monday,” Leila Haddad, the port's director, told reporters in Tripoli. "
    "She said that the ministry had promised funds. "
) * 40
"""About a thousand words: enough to measure a rate, processed in a second."""


@dataclass(frozen=True)
class Finding:
    """The result of one check."""

    name: str
    verdict: Literal["ok", "warn", "fail"]
    detail: str


def examine_setup(settings: Settings) -> Iterator[Finding]:
    """The findings, in the order in which a night needs the parts; never raises."""
    checks: tuple[tuple[str, Callable[[Settings], Finding]], ...] = (
        ("python", _python),
        ("packages", _packages),
        ("settings", _settings),
        ("sources", _sources),
        ("alerts", _alerts),
        ("warehouse", _warehouse),
        ("ledger", _ledger),
        ("expectations", _expectations),
        ("seeds", _seeds),
        ("pipeline", _pipeline),
        ("prefect", _prefect),
    )
    for name, check in checks:
        try:
            yield check(settings)
        except OnRecordError as error:
            yield Finding(name, "fail", str(error))
        except Exception as error:  # whatever is broken, report it and check the other parts
            yield Finding(name, "fail", f"{type(error).__name__}: {error}")


def _python(_: Settings) -> Finding:
    fits = (3, 11) <= sys.version_info[:2] <= (3, 14)
    return Finding("python", "ok" if fits else "fail", f"{platform.python_version()} (3.11 to 3.14 are supported)")


def _packages(_: Settings) -> Finding:
    return Finding("packages", "ok", ", ".join(f"{name} {version(name)}" for name in PACKAGES))


def _settings(settings: Settings) -> Finding:
    defaults = type(settings).model_fields
    changed = {
        name: value
        for name, value in settings.model_dump(mode="json", exclude={"sources"}).items()
        if getattr(settings, name) != defaults[name].get_default(call_default_factory=True)
    }
    stated = ", ".join(f"{name} is {value}" for name, value in changed.items())
    return Finding("settings", "ok", f"all have their defaults, but {stated}" if stated else "all have their defaults")


def _sources(settings: Settings) -> Finding:
    named = ", ".join(sorted(settings.sources)) or "no source is configured (onrecord sources add URL)"
    is_unsigned = any(one.urls for one in settings.sources.values()) and not settings.fetching.contact
    return Finding("sources", "warn", f"{named}; {NO_CONTACT}") if is_unsigned else Finding("sources", "ok", named)


def _alerts(settings: Settings) -> Finding:
    """Whether a channel is configured and usable; nothing is sent."""
    from flows.alert.delivery import (
        find_ignored_parts,
        make_channel_name,
        require_addresses,
        split_addresses,
    )

    alert_to, heartbeat_url = settings.alert_to.get_secret_value(), settings.heartbeat_url.get_secret_value()
    require_addresses(alert_to, heartbeat_url)
    heartbeat = "published nights call heartbeat_url" if heartbeat_url else "no heartbeat_url"
    channels = split_addresses(alert_to)
    if not channels:
        shown = "only `onrecord incidents list` and the quality page show failures"
        return Finding("alerts", "warn", f"alert_to is not set: {shown}; {heartbeat}")
    doubts = {address: find_ignored_parts(address) for address in channels}
    named = (f"{make_channel_name(one)}{f': {doubt}' if doubt else ''}" for one, doubt in doubts.items())
    return Finding("alerts", "warn" if any(doubts.values()) else "ok", f"{', '.join(named)}; {heartbeat}")


def _warehouse(settings: Settings) -> Finding:
    folder = settings.warehouse
    above = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if parent.exists())
    if not above.is_dir():
        return Finding("warehouse", "fail", f"{above} is a file, not a folder; choose another folder with --warehouse")
    try:
        has_links = _has_hard_links(above)
    except OSError as error:
        reason = error.strerror or error
        return Finding(
            "warehouse", "fail", f"{above} is not writable ({reason}); choose another folder with --warehouse"
        )
    free = shutil.disk_usage(above).free
    if changes := _find_changes(folder):
        return Finding("warehouse", "fail", "; ".join(changes))
    notes = [f"{folder} {_describe_published(folder / PUBLISHED)}", f"{free / 1024**3:.0f} GiB free"]
    if not has_links:
        notes.append("no hard links here: each night copies the file that it keeps (keep_versions)")
    return Finding("warehouse", "ok" if free > FREE_BYTES_WANTED and has_links else "warn", "; ".join(notes))


def _find_changes(folder: Path) -> list[str]:
    """What somebody did to the files that runs published, in sentences."""
    if not (folder / FILE).exists():
        return []
    with Ledger.read(folder) as ledger:
        if not has_digests(ledger):
            return []
        change = examine_published(folder, ledger).change
        changed = [path.name for path in find_changed_versions(folder, ledger)]
    files = [f"{change}; the next run starts from the newest kept version that nobody changed"] if change else []
    return files + ([f"somebody changed these kept versions: {', '.join(changed)}"] if changed else [])


def _has_hard_links(folder: Path) -> bool:
    with TemporaryDirectory(dir=folder, prefix=".doctor-") as made:
        file = Path(made) / "file"
        file.touch()
        try:
            (Path(made) / "link").hardlink_to(file)
        except OSError:
            return False
    return True


def _describe_published(file: Path) -> str:
    if not file.exists():
        return "does not exist yet; the first run creates it"
    with open_published(file) as connection:
        ((articles,),) = connection.execute("select count(*) from articles").fetchall()
    return f"holds {articles:,} articles"


def _ledger(settings: Settings) -> Finding:
    file, published = settings.warehouse / FILE, settings.warehouse / PUBLISHED
    if not file.exists():
        if published.exists():
            return Finding("ledger", "warn", f"{file} is missing; the next run restores it from the published file")
        return Finding("ledger", "ok", "does not exist yet; the first run creates it")
    with Ledger.read(settings.warehouse) as ledger:
        damage = ledger.find_damage()
        runs = {row["run_id"] for row in ledger.rows("select run_id from runs")}
    if damage:
        return Finding("ledger", "fail", f"{file} is damaged ({damage}): move it away; the next run restores it")
    writer = find_published_run(published)
    if writer and writer not in runs:
        return Finding("ledger", "warn", f"{file} lacks run {writer}, which wrote the published file")
    return Finding("ledger", "ok", f"{file} holds {len(runs):,} runs")


def _seeds(settings: Settings) -> Finding:
    from flows.extract import require_seeds

    require_seeds(settings.seeds)
    return Finding("seeds", "ok", f"{len(list(settings.seeds.glob('*.csv')))} files in {settings.seeds}")


def _expectations(_: Settings) -> Finding:
    from flows.validate.step import TABLES
    from flows.validate.suites import load_suites

    suites = load_suites(HOME / "expectations", TABLES.keys())
    counts = ", ".join(f"{len(suite.rules)} for {table}" for table, suite in suites.items())
    return Finding("expectations", "ok", f"the rules that a night must pass are readable: {counts}")


def _pipeline(settings: Settings) -> Finding:
    """Whether the language pipeline is usable, its speed, and what the rules would miss with it."""
    from flows.extract import find_doubts, find_unnamed_labels, load_pipeline, require_model

    require_model(settings.model, settings.languages)
    nlp = load_pipeline(settings.model, settings.seeds)
    [doc] = nlp.pipe([SAMPLE])
    began = time.perf_counter()
    words = sum(len(doc.text.split()) for doc in nlp.pipe([SAMPLE] * 4, batch_size=4))
    rate = words / (time.perf_counter() - began)
    parts = ", ".join(nlp.pipe_names)
    detail = (
        f"{nlp.meta['name']} {nlp.meta['version']} ({settings.model}) reads {rate:,.0f} words/s, so {_TYPICAL_NIGHT:,} "
        f"articles of 500 words take a process {_TYPICAL_NIGHT * 500 / rate / 60:,.1f} minutes; its parts: {parts}"
    )
    if unnamed := find_unnamed_labels(nlp, settings.seeds):
        detail += f"; labels without a meaning here, left out: {', '.join(unnamed)}"
    found = list(find_doubts(nlp, doc, settings.seeds))
    return Finding("pipeline", "warn" if found else "ok", "; ".join([detail, *found]))


def _prefect(_: Settings) -> Finding:
    from prefect.settings import PREFECT_API_URL

    url = PREFECT_API_URL.value()
    if url is None:
        return Finding("prefect", "ok", "no server is configured: a run starts its own, `onrecord serve` needs one")
    import httpx

    try:
        httpx.get(f"{url}/health", timeout=5).raise_for_status()
    except httpx.HTTPError as error:
        return Finding("prefect", "fail", f"{url} does not answer ({error}); start it: prefect server start")
    return Finding("prefect", "ok", f"{url} answers")
