"""`onrecord sources`: list, add and try the sources of every night."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.errors import Exit, UsageError

if TYPE_CHECKING:
    import polars as pl
    from rich.console import Console

    from flows.ingest.inputs import Inputs
    from flows.settings import Settings

sources = typer.Typer(
    name="sources",
    help="List, add and try the sources of every night.",
    no_args_is_help=True,
    epilog="Examples: onrecord sources add https://courier.test · onrecord sources test courier-test",
)
_TRIED = 5
# Inputs without an article that are listed with their reason.
_LISTED = 20


@sources.command("list")
def list_sources() -> None:
    """List the configured sources.

    \b
    Examples:
      onrecord sources list
    """
    from rich.console import Console
    from rich.markup import escape

    from flows import settings
    from flows.printing import one_line
    from flows.report.columns import make_table

    configured = settings.load().sources
    table = make_table("name", "kind", "limit", "leads to", whole=("name", "kind"), numbers=("limit",))
    for name, one in sorted(configured.items()):
        cells = (name, one.kind, str(one.limit), " ".join((*one.urls, *one.paths)))
        table.add_row(*(escape(one_line(cell, None)) for cell in cells))
    Console().print(table if configured else "No source is configured. Add one with: onrecord sources add URL")


@sources.command("add")
def add_source(
    url: Annotated[str, typer.Argument(metavar="URL", help="Any address of the site, its feed or its sitemap.")],
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Name of the source [default: its host].")] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="feed, sitemap or page [default: detected from the answer].")
    ] = None,
) -> None:
    """Find the feed of a site and write it into onrecord.toml.

    \b
    Examples:
      onrecord sources add https://courier.test
      onrecord sources add https://courier.test/news.xml --kind feed --name courier
    """
    from datetime import UTC, datetime

    from flows import settings
    from flows.ingest.fetch.feed_discovery import SiteListing, discover_listing, suggest_name
    from flows.printing import one_line

    current = settings.load()
    url = _normalise_url(url)
    name = name or suggest_name(url)
    if name in current.sources:
        raise UsageError(f"There is a source {name} already: choose another --name, or edit {settings.CONFIG_FILE}.")
    place = SiteListing(kind, url, "given") if kind else discover_listing(url, current.fetching, datetime.now(UTC))
    _append_section(settings.CONFIG_FILE, name, place.kind, place.url)
    typer.echo(
        f"added {name}: {place.kind} {one_line(place.url, None)} ({place.found})\nnext: onrecord sources test {name}"
    )


@sources.command("test")
def try_source(
    name: Annotated[str, typer.Argument(metavar="NAME|URL", help="A configured source, or an address.")],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="Articles to try.")] = _TRIED,
) -> None:
    """Show the articles that a source would bring tonight. Nothing is stored.

    It exits with 2 if every answer was refused or failed, so that no article came.

    \b
    Examples:
      onrecord sources test courier
      onrecord sources test https://courier.test/feed.xml -n 20
    """
    import tempfile

    from rich.console import Console

    from flows import settings
    from flows.ingest.inputs import Inputs, is_url, select_inputs
    from flows.printing import one_line

    current = settings.load()
    name = _normalise_url(name) if is_url(name) else name
    inputs = select_inputs([name], {}, None) if is_url(name) else select_inputs([], current.sources, name)
    tried = {key: one.model_copy(update={"limit": limit}) for key, one in inputs.sources.items()}
    with tempfile.TemporaryDirectory() as folder:
        articles, outcomes = _read_source(Inputs(inputs.paths, inputs.urls, tried), current, Path(folder), limit)
    _print_result(Console(), articles.head(limit), outcomes)
    if is_url(name) and articles.is_empty():
        typer.echo(f"no article here; to find the feed of a site: onrecord sources add {one_line(name, None)}")
    if articles.is_empty() and not outcomes.is_empty():
        raise typer.Exit(Exit.USAGE)


def _normalise_url(url: str) -> str:
    """The normal form of an address that a user typed."""
    from flows.ingest.fetch.allowed_addresses import require_web_url
    from flows.ingest.units import Refused
    from flows.setting_checks import require_no_credentials

    try:
        require_no_credentials([url])
        return require_web_url(url)
    except Refused as refused:
        raise UsageError(f"{refused.reason}. Write it like https://courier.test") from None
    except ValueError as error:
        raise UsageError(f"{error}.") from None


def _append_section(file: Path, name: str, kind: str, url: str) -> None:
    """Append the section of a source to the settings file; raises `UsageError` if the settings would refuse it."""
    import json

    from pydantic import ValidationError

    from flows.settings import Source

    try:
        Source.model_validate({"kind": kind, "urls": (url,)})
    except ValidationError:
        raise UsageError(f"--kind {kind} is not feed, sitemap or page.") from None
    if not name.replace("-", "").replace("_", "").isalnum() or not name.isascii():
        raise UsageError(f"--name {name} is not a valid name: use letters, digits, - and _.")
    text = file.read_text("utf-8") if file.exists() else ""
    section = f'[sources.{name}]\nkind = "{kind}"\nurls = [{json.dumps(url)}]\n'
    file.write_text(text + ("\n" if text else "") + section, "utf-8")


def _read_source(inputs: Inputs, current: Settings, folder: Path, limit: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The articles and outcomes of a night in a temporary folder."""
    from datetime import UTC, datetime

    import polars as pl

    from flows.ingest.fetch.step import FetchJob, fetch
    from flows.ingest.options import Options
    from flows.ingest.step import ingest
    from flows.records import ARTICLES, KNOWN_VERSIONS

    def quiet(done: int, total: int | None) -> None:
        pass

    fetched = None
    if inputs.is_online:
        job = FetchJob(
            urls=inputs.urls, sources=inputs.sources, settings=current.fetching, folder=folder / "fetched",
            archive=folder / "raw", state=folder / "fetching", run_id="test", started_at=datetime.now(UTC), limit=limit,
        )  # fmt: skip
        fetched = fetch(job)
    ingested = ingest(
        inputs.paths, source=None, known=KNOWN_VERSIONS.to_frame(), extractor="", folder=folder / "ingested",
        shard_words=1_000_000, progress=quiet, fetched=fetched,
        options=Options(limits=current.limits, seeds=current.seeds, sources=current.sources),
    )  # fmt: skip
    shards = [pl.read_parquet(shard) for shard in ingested.shards]
    return pl.concat(shards) if shards else ARTICLES.to_frame(), pl.read_parquet(ingested.outcomes)


def _print_result(console: Console, articles: pl.DataFrame, outcomes: pl.DataFrame) -> None:
    import polars as pl

    from flows.enums import Outcome
    from flows.ingest.files.location import display_name
    from flows.printing import one_line, shorten_middle

    for row in articles.iter_rows(named=True):
        console.print(f"\n{one_line(row['title'] or '(no title)', 120)}", markup=False, style="bold")
        console.print(_describe_article(row), markup=False, highlight=False)
        console.print(f"  {one_line(row['text'], 200)}", markup=False, highlight=False)
    console.print()
    for outcome, rule, count in outcomes.group_by("outcome", "rule", maintain_order=True).len().iter_rows():
        console.print(f"{count:>6} {outcome}{f' ({rule})' if rule else ''}", markup=False)
    without_article = [Outcome.FAILED.value, Outcome.SKIPPED.value, Outcome.QUARANTINED.value]
    listed = outcomes.filter(pl.col("outcome").is_in(without_article), pl.col("rule") != "limit")
    for row in listed.head(_LISTED).iter_rows(named=True):
        console.print(
            f"  {shorten_middle(display_name(row['input']), 100)}: {one_line(row['reason'], 200)}", markup=False
        )


def _describe_article(row: dict[str, Any]) -> str:
    from flows.printing import one_line

    when = (
        f"{row['published_at']:%Y-%m-%d %H:%M} UTC from {row['published_from']}" if row["published_at"] else "no date"
    )
    who = ", ".join(row["authors"]) or "no author"
    where = one_line(row["canonical_url"] or row["url"], 200)
    return f"  {when} · {one_line(who)} · {row['language']} · {row['word_count']:,} words · {where}"
