"""The end of a night, published or not: compare it with its past, notify its changes, build the site."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from prefect.artifacts import create_markdown_artifact
from prefect.client.orchestration import get_client

from flows.alert.baselines import Counts
from flows.alert.delivery import split_addresses
from flows.alert.message import Message
from flows.alert.run_rules import check_prefect
from flows.alert.source_history import find_unclosed_runs
from flows.alert.step import Audience, EndedNight, alert, judge_night, save_incidents
from flows.enums import RunKind, RunStatus
from flows.errors import Interrupted
from flows.load.earlier_nights import count_by_source, find_published_run
from flows.load.publish import PUBLISHED
from flows.runs.run import Run
from flows.settings import HOME, Settings
from flows.site.build import build_site
from flows.site.failures import NOTE
from flows.site.quality import QUALITY

BASELINES = HOME / "expectations" / "baselines.csv"

log = logging.getLogger("flows.nightly.closing")


@contextmanager
def finish_run(run: Run) -> Iterator[None]:
    """Close the runs that were killed before they could close; then close this one, however its steps end.

    An interrupted night notifies nobody: somebody interrupted it on purpose.
    """
    silent_runs: list[str] = []
    with log_errors("an earlier run could not be closed"):
        silent_runs += close_killed_runs(run)
    try:
        yield
    except BaseException as error:
        with log_errors("the failure of the night could not be notified"):  # the failure itself must surface
            close_night(run, error, silent_runs)
        raise
    close_night(run, None, silent_runs)


@contextmanager
def log_errors(message: str) -> Iterator[None]:
    """Log an error and go on."""
    try:
        yield
    except Exception:
        log.exception(message)


def close_killed_runs(run: Run) -> list[str]:
    """Judge the earlier runs that were never closed, while the published file is still theirs. Returns their ids.

    Their changes are notified together with this night's, so that what this night resolves is one message.
    """
    return [close_killed_run(run, row) for row in find_unclosed_runs(run.ledger)]


def close_killed_run(run: Run, row: dict[str, Any]) -> str:
    """Judge one earlier run (`run_id`, `night`, `status`, `error`, `kind`) and save its incidents. Returns its id."""
    run_id = str(row["run_id"])
    log.info("run %s was not closed; closing it now", run_id)
    arrivals = count_arrivals(run, run_id, is_published=row["status"] == RunStatus.PUBLISHED)
    is_night = (row["kind"] or RunKind.NIGHT) == RunKind.NIGHT
    ended = EndedNight(run_id, date.fromisoformat(row["night"]), arrivals, row["error"], is_night)
    with run.ledger.transaction():
        _, incidents = judge_night(run.ledger, ended, BASELINES)
        save_incidents(run.ledger, incidents)
    return run_id


def close_night(run: Run, error: BaseException | None, silent_runs: Sequence[str]) -> None:
    """Update the incidents, send the message, record how the run ended and build the site."""
    if error is None or (isinstance(error, Exception) and not isinstance(error, Interrupted)):
        notify_changes(run, (str(error) or type(error).__name__) if error else None, silent_runs)
    run.end(error)
    with log_errors("the site could not be built"):  # the night itself has ended, and is published
        build_pages(run)


def build_pages(run: Run) -> None:
    """Build the site. A failure is noted in the ledger, where the summary and `onrecord status` read it."""
    try:
        reason = build_site(
            run.warehouse, run.ledger, is_whole=run.settings.site_whole_texts, fewest=run.settings.site_fewest_articles
        ).search
    except Exception as error:
        note_site(run, f"The site could not be built: {str(error) or type(error).__name__}")
        raise
    if reason:
        note_site(run, reason)


def note_site(run: Run, reason: str) -> None:
    """Note why the site of this run is not whole."""
    run.ledger.add("notes", [{"rule": NOTE, "detail": reason, "count_inputs": 0}], run_id=run.run_id)


def notify_changes(run: Run, error: str | None, silent_runs: Sequence[str]) -> None:
    """Judge a night and notify its changes, on every channel and in Prefect. `error`: what ended the night."""
    is_answered = ask_prefect(run)
    is_published = find_published_run(run.warehouse / PUBLISHED) == run.run_id
    arrivals = count_arrivals(run, run.run_id, is_published=is_published)
    alerted = alert(
        run.ledger,
        EndedNight(run.run_id, run.night, arrivals, error, run.kind is RunKind.NIGHT),
        read_audience(run.settings),
        baselines=BASELINES,
        page=(run.warehouse / "site" / QUALITY).resolve(),
        silent_runs=silent_runs,
    )
    if alerted.message:
        log.info("%s\n%s", alerted.message.title, alerted.message.body)
        create_prefect_artifact(alerted.message) if is_answered else None
    if alerted.count_failed:
        log.warning("%d messages could not be delivered; the next night tries again", alerted.count_failed)


def ask_prefect(run: Run) -> bool:
    """Whether Prefect's server still answers; a check records it. A night does not fail because the server is gone."""
    error = get_client(sync_client=True).api_healthcheck()
    run.ledger.add("checks", [check_prefect(error)], run_id=run.run_id)
    return error is None


def read_audience(settings: Settings) -> Audience:
    """The channels of a run, from its settings."""
    addresses = split_addresses(settings.alert_to.get_secret_value())
    return Audience(addresses, settings.alert_at_least, settings.heartbeat_url.get_secret_value())


def count_arrivals(run: Run, run_id: str, *, is_published: bool) -> dict[str, Counts] | None:
    """Source -> the counts of its articles in a run; None if the run published nothing."""
    if not is_published:
        return None
    return {**count_by_source(run.warehouse / PUBLISHED, run_id, HOME / "sql")}


def create_prefect_artifact(message: Message) -> None:
    """Attach the message to the flow run in Prefect. Indented, because Prefect would read markup in it."""
    indented = "\n".join(f"    {line}" for line in message.body.splitlines())
    create_markdown_artifact(f"{message.title}\n\n{indented}", key="night", description=message.title)
