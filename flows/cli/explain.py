"""`onrecord explain`: an article with its quotes, and the rule behind each quote."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.options import Warehouse, find_published_file, load_settings, require_pipeline
from flows.errors import Exit, UsageError
from flows.printing import one_line
from flows.settings import Settings

if TYPE_CHECKING:
    from flows.report.explain import Explained


def explain(
    article: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE_ID|PATH", help="An article id (or its first characters), or a file or folder to read now."
        ),
    ],
    warehouse: Warehouse = None,
    model: Annotated[
        str | None,
        typer.Option(metavar="PIPELINE", help="spaCy pipeline for a PATH: a folder, or the name of an installed one."),
    ] = None,
    why: Annotated[
        bool, typer.Option("--why", help="Also show whom each pronoun and description means, and by which signs.")
    ] = False,
) -> None:
    """Show an article with quotes, cues and speakers in colour, and the rule behind each quote.

    Ends with 0 unless the extraction of an article failed; one in a language that is not extracted says so.

    \b
    Examples:
      onrecord explain 3f2a9c41d07be865     an article of the warehouse
      onrecord explain 3f2                  the same, if no other id starts with 3f2
      onrecord explain story.html           a file, read and extracted now; the warehouse is not touched
      onrecord explain day.jsonl            every article in a file, or under a folder
      onrecord explain story.txt --why      also whom each "she" and "the mayor" means, and why
      onrecord explain story.txt | less -R  page by page (colours: FORCE_COLOR=1)
    """
    settings = load_settings(warehouse=warehouse, model=model)
    if Path(article).exists():
        from flows.extract import require_seeds

        require_seeds(settings.seeds)
    found, left_out = _read(article, settings)
    _print(found, settings, why=why)
    for line in left_out:
        print(f"onrecord: {line}", file=sys.stderr)
    if any(explained.is_failed for explained in found):
        raise typer.Exit(Exit.CRASHED)


def _print(found: list[Explained], settings: Settings, *, why: bool) -> None:
    from rich.console import Console

    from flows.report import explain as report

    console = Console(highlight=False)
    for number, explained in enumerate(found):
        if number:
            console.rule()
        report.print_article(console, explained, settings.seeds)
        if why:
            require_pipeline(settings)
            report.print_meanings(console, explained, settings)


def _read(article: str, settings: Settings) -> tuple[list[Explained], list[str]]:
    """The articles of a path, else the article of the warehouse with this id; and the inputs without an article."""
    from flows.report import explain as report

    path = Path(article)
    if not path.exists():
        if len(path.parts) > 1 or path.suffix:
            raise UsageError(f"{one_line(article)} does not exist.")
        published = find_published_file(settings.warehouse)
        return [report.from_warehouse(published, article, settings.languages)], []
    require_pipeline(settings)
    return report.from_path(path, settings)
