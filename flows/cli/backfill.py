"""`onrecord backfill`: derive days again from the raw archive."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from functools import partial
from typing import Annotated

import typer

from flows.cli.confirming import Yes, choose_confirm
from flows.cli.options import Warehouse, load_settings, parse_day, require_night
from flows.errors import UsageError


def backfill(
    first: Annotated[str, typer.Option("--from", metavar="DAY", help="First day to derive again, YYYY-MM-DD.")],
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="Last day to derive again, YYYY-MM-DD.")],
    is_agreed: Yes = False,
    warehouse: Warehouse = None,
) -> None:
    """Derive days again from the raw archive, through the same rules; show what would change, and ask.

    Nothing is fetched. The published file is replaced only after the answer. Which nights are missing:
    onrecord sql "from ops.missing_nights".

    \b
    Examples:
      onrecord backfill --from 2026-11-02 --to 2026-11-04          the days of an outage, or after a corrected rule
      onrecord backfill --from 2026-11-02 --to 2026-11-02 --yes    without asking, in a script
    """
    settings = load_settings(warehouse=warehouse)
    now = datetime.now(UTC)
    today = now.astimezone(settings.zone).date()
    days = parse_day("--from", first, today), parse_day("--to", last, today)
    if days[0] > days[1]:
        raise UsageError(f"--from {first} is after --to {last}. Nothing was run.")
    confirm = choose_confirm("backfill", is_agreed=is_agreed)

    from flows.cli.night import run_night
    from flows.enums import RunKind
    from flows.nightly.backfill import find_archived_days, list_days

    archived = find_archived_days(settings.warehouse, *days)
    asked = list_days(*days)
    if missing := len(asked) - len(archived):
        counted = "once this is published, they are no longer missing nights"
        print(f"onrecord: {missing:,} of these days are not in the raw archive; {counted}", file=sys.stderr)
    run_night(
        settings,
        partial(require_night, settings),
        targets=[str(folder) for folder in archived.values()],
        night=today,
        started_at=now,
        overrides={"warehouse": str(settings.warehouse)},
        kind=RunKind.BACKFILL,
        derived=asked,
        confirm=confirm,
    )
