"""`onrecord refresh`: extract the articles with the oldest extractor again."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Annotated

import typer

from flows.cli.options import (
    Model,
    Warehouse,
    find_published_file,
    load_settings,
    require_night,
)


def refresh(
    count: Annotated[int, typer.Argument(metavar="N", min=1, help="Articles to extract again at most.")],
    warehouse: Warehouse = None,
    model: Model = None,
) -> None:
    """Extract the N articles with the oldest extractor again, so that better rules reach old articles.

    They are not news: no source is compared with its past, and no monitor is called. The setting `refresh` does so
    in every night, beside its own articles.

    \b
    Examples:
      onrecord refresh 500                            500 articles now
      ONRECORD_REFRESH=200 onrecord run articles/     a night, and 200 old articles
    """
    settings = load_settings(warehouse=warehouse, model=model)
    published = find_published_file(settings.warehouse)

    from flows.extract import extractor_digest
    from flows.load.refresh import find_oldest

    if find_oldest(published, extractor_digest(settings.model, settings.seeds), 1).is_empty():
        print("Nothing to refresh: every article was extracted with these rules and this pipeline.")
        return

    from flows.cli.night import run_night
    from flows.enums import RunKind

    now = datetime.now(UTC)
    overrides = {"warehouse": str(settings.warehouse)} | ({"model": model} if model else {})
    night = now.astimezone(settings.zone).date()
    kind = RunKind.REFRESH
    require = partial(require_night, settings)
    run_night(settings, require, targets=[], night=night, started_at=now, overrides=overrides, kind=kind, refresh=count)
