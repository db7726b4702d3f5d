"""Finds the run that can be resumed: the newest one, if it was killed or failed and its files are there."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flows import __version__
from flows.alert.incidents import RUN_COMPLETED
from flows.enums import RunKind, RunStatus
from flows.errors import UsageError
from flows.ledger import REPLACED, Ledger
from flows.load.earlier_nights import find_published_run
from flows.load.publish import PUBLISHED
from flows.runs.step_files import PARAMETERS
from flows.system.whole_files import write_whole

_CLOSED = "select 1 from checks where rule_id = ? and run_id = ?"
_NEWEST = "select * from runs order by rowid desc limit 1"

_AGAIN = {
    RunKind.NIGHT: "run the night again: onrecord run",
    RunKind.BACKFILL: "derive the days again: onrecord backfill",
    RunKind.REFRESH: "refresh the articles again: onrecord refresh N",
    RunKind.REPLAY: "replay the inputs again: onrecord quarantine replay",
}
"""What to do in place of a run that cannot be resumed."""

_READ = "select rows_out from steps where run_id = ? and step = 'ingest'"
_REPLACED = "select detail from notes where run_id = ? and rule = ?"
TARGETS_SHOWN = 5
"""Of a run that another one replaces, in the command that reads them again."""

_NOT_KEPT = frozenset({"warehouse", "alert_to", "heartbeat_url"})
"""Settings that a resumed run takes from its own command, environment and file: its place, and secrets."""


@dataclass(frozen=True)
class Resumable:
    """The run to go on with. `parameters`: those of the flow."""

    run_id: str
    night: date
    started_at: datetime
    extractor: str
    kind: RunKind
    is_gate_failed: bool
    parameters: dict[str, Any]


def find_resumable(ledger: Ledger, warehouse: Path) -> Resumable | str:
    """The run that can go on with the same extractor (`require_same_rules`), else why there is none."""
    runs = ledger.rows(_NEWEST)
    if not runs:
        return "no run is recorded"
    (run,) = runs
    run_id = run["run_id"]
    if run["status"] == RunStatus.RUNNING and find_published_run(warehouse / PUBLISHED) == run_id:
        is_closed = bool(ledger.rows(_CLOSED, [RUN_COMPLETED, run_id]))
        run |= {"status": RunStatus.PUBLISHED} if is_closed else {}
    parameters = read_parameters(warehouse / "runs" / run_id, warehouse)
    if parameters is None or run["status"] == RunStatus.PUBLISHED or run["software_version"] != __version__:
        return _describe_obstacle(run, has_files=parameters is not None)
    return Resumable(
        run_id=run_id,
        night=date.fromisoformat(run["night"]),
        started_at=datetime.fromisoformat(run["started_at"]),
        extractor=run["extractor"],
        kind=RunKind(run["kind"] or RunKind.NIGHT),
        is_gate_failed=run["status"] == RunStatus.GATE_FAILED,
        parameters=parameters,
    )


def require_same_rules(found: Resumable, extractor: str) -> None:
    """Raises `UsageError` unless the rest of a run would be extracted by the rules of its beginning."""
    if found.extractor != extractor:
        raise UsageError(
            f"Run {found.run_id} cannot be resumed: the extraction rules, seeds or the pipeline changed since. "
            f"Instead, {_AGAIN[found.kind]}."
        )


def describe_replaced(ledger: Ledger, warehouse: Path) -> str | None:
    """What a new run leaves behind, in one sentence: the run that could be resumed; None if there is none.

    Call it before the new run is recorded. A run that was published, and killed before it could say so, loses nothing.
    """
    found = find_resumable(ledger, warehouse)
    if isinstance(found, str) or find_published_run(warehouse / PUBLISHED) == found.run_id:
        return None
    read = ledger.rows(_READ, [found.run_id])
    inputs = f"{read[0]['rows_out'] or 0:,} inputs read" if read else "killed before its inputs were read"
    return (
        f"Run {found.run_id} was not finished ({inputs}). This run replaces it: nothing of it is published, and it "
        f"cannot be resumed any more. If this run does not read the same, {_describe_again(found)}"
    )


def read_replaced(ledger: Ledger, run_id: str) -> str | None:
    """What the first attempt of a run left behind, as it was recorded then; None if there was nothing."""
    notes = ledger.rows(_REPLACED, [run_id, REPLACED])
    return notes[0]["detail"] if notes else None


def _describe_again(found: Resumable) -> str:
    targets, source = found.parameters["targets"], found.parameters.get("source")
    if found.kind is not RunKind.NIGHT or not targets:
        return _AGAIN[found.kind]
    words = shlex.join([*targets[:TARGETS_SHOWN], *(["--source", source] if source else [])])
    more = f" and {len(targets) - TARGETS_SHOWN:,} more targets" if len(targets) > TARGETS_SHOWN else ""
    return f"{_AGAIN[found.kind]} {words}{more}"


def _describe_obstacle(run: dict[str, Any], *, has_files: bool) -> str:
    run_id, again = run["run_id"], _AGAIN[RunKind(run["kind"] or RunKind.NIGHT)]
    if run["status"] == RunStatus.PUBLISHED:
        return f"the last run, {run_id}, is published"
    if not has_files:
        return f"the files of run {run_id} are gone, or the warehouse was moved; {again}"
    return f"On Record {run['software_version']} began run {run_id}, this is {__version__}; {again}"


def write_parameters(folder: Path, warehouse: Path, parameters: dict[str, Any]) -> None:
    """Keep the parameters of a run in its folder, before its first step. Secrets are left out."""
    overrides = {name: value for name, value in (parameters["overrides"] or {}).items() if name not in _NOT_KEPT}
    parameters = {**parameters, "overrides": overrides}
    kept = {"warehouse": str(warehouse.absolute()), **parameters}
    write_whole(folder / PARAMETERS, json.dumps(kept).encode(), is_synced=True)


def read_parameters(folder: Path, warehouse: Path) -> dict[str, Any] | None:
    """The parameters of a run; None if they are gone, or the warehouse was moved: its step files name the old place."""
    try:
        kept = json.loads((folder / PARAMETERS).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(kept, dict) or kept.pop("warehouse", None) != str(warehouse.absolute()):
        return None
    return kept
