"""`onrecord resume`: go on with the last run where it stopped."""

from __future__ import annotations

from functools import partial

from flows.cli.confirming import Yes, choose_confirm
from flows.cli.options import Warehouse, load_settings, open_ledger, require_night, require_pipeline
from flows.enums import RunKind


def resume(is_agreed: Yes = False, warehouse: Warehouse = None) -> None:
    """Go on with the last run, which was killed or failed, at its first unfinished step and shard.

    The result is that of an undisturbed night. With nothing to resume it says so and changes nothing. A backfill asks
    before it publishes, as at its start.

    \b
    Examples:
      onrecord resume                  after a crash, a kill, Ctrl-C, a full disk
      onrecord resume -w /srv/news     the same for another warehouse
    """
    from flows import settings as settings_of
    from flows.extract import extractor_digest
    from flows.runs.resume import find_resumable, require_same_rules

    settings = load_settings(warehouse=warehouse)
    with open_ledger(settings.warehouse) as ledger:
        found = find_resumable(ledger, settings.warehouse)
    if isinstance(found, str):
        print(f"Nothing to resume: {found}.")
        return
    overrides = {**found.parameters["overrides"], "warehouse": str(settings.warehouse)}
    settings = settings_of.load(**overrides)
    require_pipeline(settings)
    require_same_rules(found, extractor_digest(settings.model, settings.seeds))

    confirm = choose_confirm("resume", is_agreed=is_agreed) if found.kind is RunKind.BACKFILL else None

    from flows.cli.night import run_night

    given = {**found.parameters, "overrides": overrides, "night": found.night, "started_at": found.started_at}
    run_night(settings, partial(require_night, settings), **given, confirm=confirm, resumed=found.run_id)
