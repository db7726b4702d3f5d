"""The plan of a run: what it would fetch, read, extract again and why, and write. Nothing of the warehouse is changed.

Files are read as the run would read them, into a folder of their own. Nothing is requested from a server, and the
language pipeline is not loaded.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import polars as pl

from flows.enums import Outcome
from flows.ingest.fetch.step import FetchJob, find_changed_rules
from flows.ingest.files.list_files import Target
from flows.ingest.files.remote import is_remote
from flows.ingest.inputs import Inputs
from flows.ingest.options import Options, make_fetch_rules
from flows.ingest.step import ingest
from flows.ledger import FILE, Ledger
from flows.load.earlier_nights import count_seen_by_source, read_forgotten, read_known_versions
from flows.load.publish import PUBLISHED
from flows.load.refresh import find_oldest
from flows.progress import Report
from flows.records import OUTCOMES
from flows.settings import Settings

T = TypeVar("T")

WHY_NEW = "new"
WHY_TEXT = "changed text"
WHY_METADATA = "changed title, authors, date or language"
WHY_EXTRACTOR = "newer extractor"
WHY_REFRESH = "oldest extractor (the setting refresh)"


@dataclass(frozen=True)
class FetchPlan:
    """The requests for a source. `known`: its addresses that answered in an earlier night.

    They are asked whether they changed; `is_whole`: they are fetched whole, because the rules changed since.
    """

    source: str
    addresses: int
    known: int
    is_whole: bool


@dataclass(frozen=True)
class ArticlePlan:
    """An article that would be extracted."""

    article_id: str
    input: str
    why: str
    words: int


@dataclass(frozen=True)
class Plan:
    """What a run would do. `unread`: addresses of files on other machines, which only a run copies.

    `outcomes`: outcome -> inputs, as far as files tell. `passed_over`: articles that are written and, because of their
    language, not extracted. `bytes_copied`: the size of the published file, of which the
    run makes a copy.
    """

    fetch: tuple[FetchPlan, ...] = ()
    unread: tuple[str, ...] = ()
    inputs: int = 0
    outcomes: Mapping[str, int] = field(default_factory=dict)
    extract: tuple[ArticlePlan, ...] = ()
    passed_over: int = 0
    bytes_copied: int = 0
    bytes_free: int = 0

    def count_reasons(self) -> dict[str, tuple[int, int]]:
        """Reason -> the articles that are extracted for it, and their words."""
        counts: dict[str, tuple[int, int]] = {}
        for one in self.extract:
            articles, words = counts.get(one.why, (0, 0))
            counts[one.why] = (articles + 1, words + one.words)
        return counts

    def to_json(self) -> dict[str, Any]:
        """The plan as plain values."""
        return asdict(self)


def make_plan(settings: Settings, inputs: Inputs, extractor: str, progress: Report) -> Plan:
    """The plan of a run over `inputs` with the extractor of that digest. Raises `UsageError` as the run would."""
    unread = tuple(one.path for one in inputs.paths if isinstance(one, Target) and is_remote(one.path))
    paths = tuple(one for one in inputs.paths if not (isinstance(one, Target) and is_remote(one.path)))
    published = settings.warehouse / PUBLISHED
    plan = Plan(
        fetch=_plan_fetches(settings, inputs, extractor) if inputs.is_online else (),
        unread=unread,
        bytes_copied=published.stat().st_size if published.exists() else 0,
        bytes_free=shutil.disk_usage(_find_existing(settings.warehouse)).free,
    )
    if paths:
        plan = _add_files(plan, settings, inputs, paths, extractor, progress)
    return _add_refreshed(plan, settings, extractor)


def _plan_fetches(settings: Settings, inputs: Inputs, extractor: str) -> tuple[FetchPlan, ...]:
    warehouse = settings.warehouse
    job = FetchJob(
        folder=warehouse,
        archive=warehouse,
        state=warehouse / "fetching",
        run_id="plan",
        started_at=datetime.min.replace(tzinfo=UTC),
        urls=inputs.urls,
        sources=inputs.sources,
        source=inputs.source,
        rules=make_fetch_rules(extractor, settings.seeds),
    )
    nothing: dict[str, int] = {}
    known = _read_ledger(warehouse, count_seen_by_source, nothing)
    changed = find_changed_rules(job)
    addresses = {name: len(one.urls) for name, one in inputs.sources.items()}
    if inputs.urls:
        addresses[inputs.source or ""] = len(inputs.urls)
    return tuple(
        FetchPlan(name, count, known.get(name, 0), is_whole=bool(known.get(name)) and name in changed)
        for name, count in addresses.items()
    )


def _add_files(
    plan: Plan,
    settings: Settings,
    inputs: Inputs,
    paths: tuple[Path | Target, ...],
    extractor: str,
    progress: Report,
) -> Plan:
    with TemporaryDirectory(prefix="onrecord-plan-") as folder:
        ingested = ingest(
            paths,
            source=inputs.source,
            known=read_known_versions(settings.warehouse / PUBLISHED),
            extractor=extractor,
            folder=Path(folder),
            shard_words=settings.shard_words,
            progress=progress,
            options=Options(
                limits=settings.limits,
                seeds=settings.seeds,
                sources=settings.sources,
                only=inputs.only,
                forgotten=_read_ledger(settings.warehouse, read_forgotten, frozenset()),
            ),
        )
        outcomes = pl.read_parquet(ingested.outcomes)
        shards = [pl.read_parquet(shard, columns=["article_id", "word_count", "language"]) for shard in ingested.shards]
    counts = {outcome.value: count for outcome, count in ingested.counts.items() if count}
    plan = replace(plan, inputs=ingested.inputs, outcomes=counts)
    if not shards:
        return plan
    language, articles = pl.col("language"), pl.concat(shards)
    wanted = articles.filter(language.is_null() | language.is_in(sorted(settings.languages)))
    extract = tuple(_explain_articles(outcomes, wanted))
    return replace(plan, extract=extract, passed_over=articles.height - wanted.height)


def _add_refreshed(plan: Plan, settings: Settings, extractor: str) -> Plan:
    known = [one.article_id for one in plan.extract]
    oldest = find_oldest(settings.warehouse / PUBLISHED, extractor, settings.refresh, known)
    rows = oldest.select("article_id", "url", "word_count").iter_rows()
    again = tuple(ArticlePlan(name, url or name, WHY_REFRESH, words) for name, url, words in rows)
    return replace(plan, extract=(*plan.extract, *again))


def _explain_articles(outcomes: pl.DataFrame, articles: pl.DataFrame) -> list[ArticlePlan]:
    reached = outcomes.filter(pl.col("outcome") != Outcome.REPEATED.value).select(OUTCOMES.names())
    joined = articles.join(reached, on="article_id", how="inner", maintain_order="left")
    return [
        ArticlePlan(row["article_id"], row["input"], _explain(row["outcome"], row["rule"]), row["word_count"])
        for row in joined.iter_rows(named=True)
    ]


def _explain(outcome: str, rule: str | None) -> str:
    """Why an article that ended so in ingest is extracted."""
    if outcome == Outcome.LOADED:
        return WHY_NEW
    if outcome == Outcome.REVISED:
        return WHY_METADATA if rule == "metadata" else WHY_TEXT
    return WHY_EXTRACTOR


def _read_ledger(warehouse: Path, read: Callable[[Ledger], T], default: T) -> T:
    """What `read` finds in the ledger; `default` before the first run."""
    if not (warehouse / FILE).exists():
        return default
    with Ledger.read(warehouse, leaves_no_files=True) as ledger:
        return read(ledger)


def _find_existing(folder: Path) -> Path:
    return next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())
