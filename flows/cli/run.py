"""`onrecord run`: run one night now."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from flows.cli.options import (
    Model,
    Targets,
    Warehouse,
    load_settings,
    parse_day,
    require_decisions,
    require_night,
    require_targets,
)


def run(
    targets: Targets = None,
    source: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Source of the articles; without PATH or URL, the configured source to read."
        ),
    ] = None,
    night: Annotated[
        str | None, typer.Option("--date", metavar="D", help="Night to record, YYYY-MM-DD [default: today].")
    ] = None,
    warehouse: Warehouse = None,
    model: Model = None,
    workers: Annotated[int | None, typer.Option(metavar="N", help="Shards that are extracted in parallel.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Check all rows of the warehouse, not only tonight's.")] = False,
) -> None:
    """Read articles, extract who said what, check the rows and publish them. The same input again changes nothing.

    \b
    Examples:
      onrecord run articles/                         every article in a folder
      onrecord run dump.jsonl --source courier.test  a file of records, all from one outlet
      onrecord run https://courier.test/feed.xml     a feed, a sitemap or a page
      onrecord run                                   every source in onrecord.toml
      onrecord run articles/ --date 2026-11-21       the same, recorded as another night
    """
    overrides = {"warehouse": warehouse, "model": model, "workers": workers, "full_check_days": 0 if full else None}
    settings = load_settings(**overrides)
    now = datetime.now(UTC)
    today = now.astimezone(settings.zone).date()
    named = parse_day("--date", night, today) if night else today

    from flows.cli.night import run_night

    def require() -> None:
        require_targets(targets, settings, source)
        require_night(settings)
        require_decisions(settings)

    given = {name: str(value) for name, value in overrides.items() if value is not None}
    run_night(settings, require, targets=targets or [], night=named, source=source, started_at=now, overrides=given)
