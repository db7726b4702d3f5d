"""`onrecord serve`: the nightly schedule, as a Prefect deployment."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.options import (
    Targets,
    Warehouse,
    load_settings,
    require_night,
    require_targets,
)
from flows.errors import UsageError

LOCAL_API = "http://127.0.0.1:4200/api"
"""The default address of `prefect server start`."""


def serve(
    targets: Targets = None,
    cron: Annotated[
        str, typer.Option(metavar="CRON", help="Schedule: minute, hour, day, month, weekday.")
    ] = "0 2 * * *",
    source: Annotated[str | None, typer.Option(metavar="NAME", help="Source of the articles.")] = None,
    warehouse: Warehouse = None,
) -> None:
    """Run every night until stopped, on the schedule of a Prefect server that is already running.

    \b
    Examples:
      prefect server start &
      onrecord serve articles/ --cron "0 2 * * *"
    """
    settings = load_settings(warehouse=warehouse)
    named_targets = require_targets(targets, settings, source)
    require_night(settings)
    from flows.cli import night  # noqa: F401  (configures Prefect's logging before Prefect is imported)
    from flows.cli.deployment import serve_nightly
    from flows.ingest.inputs import make_absolute

    serve_nightly(
        api=_find_api(),
        cron=cron,
        time_zone=settings.time_zone,
        parameters={
            "targets": [make_absolute(target) for target in named_targets],
            "source": source,
            "overrides": {"warehouse": str(settings.warehouse.absolute())},
        },
    )


def _find_api() -> str:
    import httpx
    from prefect.settings import PREFECT_API_URL

    url: str = PREFECT_API_URL.value() or LOCAL_API
    try:
        httpx.get(f"{url}/health", timeout=5).raise_for_status()
    except httpx.HTTPError:
        raise UsageError(
            f"No Prefect server answers at {url}. Start one with `prefect server start`, or set PREFECT_API_URL."
        ) from None
    return url
