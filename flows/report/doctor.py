"""What `onrecord doctor` looks at, one finding each."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Literal

from flows.outcomes import OnRecordError
from flows.settings import HOME, Settings

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
        ("warehouse", _warehouse),
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


def _warehouse(settings: Settings) -> Finding:
    folder = settings.warehouse
    above = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if parent.exists())
    if not os.access(above, os.W_OK):
        return Finding("warehouse", "fail", f"{above} cannot be written to; name another folder with --warehouse")
    free = shutil.disk_usage(above).free
    state = "is there" if (folder / "onrecord.duckdb").exists() else "will be made by the first run"
    detail = f"{folder} {state}; {free / 1024**3:.0f} GiB free"
    return Finding("warehouse", "ok" if free > FREE_BYTES_WANTED else "warn", detail)


def _expectations(_: Settings) -> Finding:
    from flows.validate.step import TABLES
    from flows.validate.suites import load_suites

    suites = load_suites(HOME / "expectations", TABLES.keys())
    return Finding(
        "expectations", "ok", ", ".join(f"{table} {len(suite.rules)} rules" for table, suite in suites.items())
    )


def _pipeline(settings: Settings) -> Finding:
    from flows.extract.pipeline import load

    nlp = load(settings.model, settings.seeds)
    list(nlp.pipe([SAMPLE]))
    began = time.perf_counter()
    words = sum(len(doc.text.split()) for doc in nlp.pipe([SAMPLE] * 4, batch_size=4))
    rate = words / (time.perf_counter() - began)
    detail = (
        f"{nlp.meta['name']} {nlp.meta['version']} ({settings.model}): {', '.join(nlp.pipe_names)}; {rate:,.0f} words/s"
    )
    return Finding("pipeline", "ok", detail)


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
