"""`onrecord sources`: where articles come from every night."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.errors import UsageError

if TYPE_CHECKING:
    import polars as pl
    from rich.console import Console

    from flows.ingest.inputs import Inputs
    from flows.settings import Settings

sources = typer.Typer(
    name="sources",
    help="Configure where articles come from every night, and try it.",
    no_args_is_help=True,
    epilog="Examples: onrecord sources add https://courier.test · onrecord sources test courier-test",
)
_TRIED = 5
# Inputs that lead to no article and are told with their reason.
_TOLD = 20


@sources.command("list")
def list_sources() -> None:
    """List the configured sources."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from flows import settings
    from flows.report.plain import plain

    configured = settings.load().sources
    table = Table("name", "kind", "limit", "leads to", box=None)
    for name, one in sorted(configured.items()):
        cells = (name, one.kind, str(one.limit), " ".join((*one.urls, *one.paths)))
        table.add_row(*(escape(plain(cell, None)) for cell in cells))
    Console().print(table if configured else "No source is configured. Add one: onrecord sources add URL")


@sources.command("add")
def add_source(
    url: Annotated[str, typer.Argument(metavar="URL", help="Any address of the site, its feed or its sitemap.")],
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Name of the source [default: its host].")] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="feed, sitemap or page [default: told from the answer].")
    ] = None,
) -> None:
    """Find the feed of a site and write it into onrecord.toml."""
    from datetime import UTC, datetime

    from flows import settings
    from flows.ingest.fetch.feed_discovery import SiteListing, discover_listing, suggest_name
    from flows.report.plain import plain

    settled = settings.load()
    url = _given(url)
    name = name or suggest_name(url)
    if name in settled.sources:
        raise UsageError(f"A source is called {name} already: give another --name, or edit {settings.CONFIG_FILE}.")
    place = SiteListing(kind, url, "given") if kind else discover_listing(url, settled.fetching, datetime.now(UTC))
    _append(settings.CONFIG_FILE, name, place.kind, place.url)
    typer.echo(
        f"added {name}: {place.kind} {plain(place.url, None)} ({place.found})\nnext: onrecord sources test {name}"
    )


@sources.command("test")
def try_source(
    name: Annotated[str, typer.Argument(metavar="NAME|URL", help="A configured source, or an address.")],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="Articles to try.")] = _TRIED,
) -> None:
    """Show what a source would take tonight. Nothing is kept."""
    import tempfile

    from rich.console import Console

    from flows import settings
    from flows.ingest.inputs import Inputs, is_url, select_inputs
    from flows.report.plain import plain

    settled = settings.load()
    name = _given(name) if is_url(name) else name
    inputs = select_inputs([name], {}, None) if is_url(name) else select_inputs([], settled.sources, name)
    tried = {key: one.model_copy(update={"limit": limit}) for key, one in inputs.sources.items()}
    with tempfile.TemporaryDirectory() as folder:
        articles, outcomes = _try(Inputs(inputs.paths, inputs.urls, tried), settled, Path(folder), limit)
    _print_tried(Console(), articles.head(limit), outcomes)
    if is_url(name) and articles.is_empty():
        typer.echo(f"no article here; the feed of a site is found with: onrecord sources add {plain(name, None)}")


def _given(url: str) -> str:
    """An address that a user gives, in its normal form."""
    from flows.ingest.fetch.allowed_addresses import require_web_url
    from flows.ingest.units import Refused
    from flows.settings import require_no_credentials

    try:
        require_no_credentials([url])
        return require_web_url(url)
    except Refused as refused:
        raise UsageError(f"{refused.reason}. Write it like https://courier.test") from None
    except ValueError as error:
        raise UsageError(f"{error}.") from None


def _append(file: Path, name: str, kind: str, url: str) -> None:
    """Write a section for a source at the end of the settings file; refuse what the settings would not accept."""
    import json

    from pydantic import ValidationError

    from flows.settings import Source

    try:
        Source.model_validate({"kind": kind, "urls": (url,)})
    except ValidationError:
        raise UsageError(f"--kind {kind} is none of feed, sitemap, page.") from None
    if not name.replace("-", "").replace("_", "").isalnum() or not name.isascii():
        raise UsageError(f"--name {name} is no name for a source: use letters, digits, - and _.")
    text = file.read_text("utf-8") if file.exists() else ""
    section = f'[sources.{name}]\nkind = "{kind}"\nurls = [{json.dumps(url)}]\n'
    file.write_text(text + ("\n" if text else "") + section, "utf-8")


def _try(inputs: Inputs, settled: Settings, folder: Path, limit: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Articles and outcomes of a night that nobody keeps."""
    from datetime import UTC, datetime

    import polars as pl

    from flows.ingest.fetch.step import FetchJob, fetch
    from flows.ingest.options import Options
    from flows.ingest.step import ingest
    from flows.load.known import KNOWN
    from flows.records import ARTICLES

    def quiet(done: int, total: int | None) -> None:
        pass

    fetched = None
    if inputs.is_online:
        job = FetchJob(
            urls=inputs.urls, sources=inputs.sources, settings=settled.fetching, folder=folder / "fetched",
            archive=folder / "raw", state=folder / "fetching", run_id="test", started_at=datetime.now(UTC), limit=limit,
        )  # fmt: skip
        fetched = fetch(job)
    ingested = ingest(
        inputs.paths, source=None, known=KNOWN.to_frame(), extractor="", folder=folder / "ingested", shard_size=1000,
        progress=quiet, fetched=fetched,
        options=Options(limits=settled.limits, seeds=settled.seeds, sources=settled.sources),
    )  # fmt: skip
    shards = [pl.read_parquet(shard) for shard in ingested.shards]
    return pl.concat(shards) if shards else ARTICLES.to_frame(), pl.read_parquet(ingested.outcomes)


def _print_tried(console: Console, articles: pl.DataFrame, outcomes: pl.DataFrame) -> None:
    import polars as pl

    from flows.ingest.files.location import display_name
    from flows.report.plain import plain, told_apart

    for row in articles.iter_rows(named=True):
        console.print(f"\n{plain(row['title'] or '(no title)', 120)}", markup=False, style="bold")
        console.print(_facts(row), markup=False, highlight=False)
        console.print(f"  {plain(row['text'], 200)}", markup=False, highlight=False)
    console.print()
    for outcome, rule, count in outcomes.group_by("outcome", "rule", maintain_order=True).len().iter_rows():
        console.print(f"{count:>6} {outcome}{f' ({rule})' if rule else ''}", markup=False)
    told = outcomes.filter(pl.col("outcome").is_in(["failed", "skipped", "quarantined"]), pl.col("rule") != "limit")
    for row in told.head(_TOLD).iter_rows(named=True):
        console.print(f"  {told_apart(display_name(row['input']), 100)}: {plain(row['reason'], 200)}", markup=False)


def _facts(row: dict[str, Any]) -> str:
    from flows.report.plain import plain

    when = (
        f"{row['published_at']:%Y-%m-%d %H:%M} UTC from {row['published_from']}" if row["published_at"] else "no date"
    )
    who = ", ".join(row["authors"]) or "no author"
    where = plain(row["canonical_url"] or row["url"], 200)
    return f"  {when} · {plain(who)} · {row['language']} · {row['word_count']:,} words · {where}"
