"""How a night closes, published or not: judged against its past, told to those who asked, shown on a page."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from prefect.artifacts import create_markdown_artifact

from flows.alert.history import unclosed_runs
from flows.alert.message import Message
from flows.alert.step import alert, judge, keep
from flows.load.brought import brought_by
from flows.load.known import published_run
from flows.load.publish import PUBLISHED
from flows.report.quality import PAGE, write_quality_page
from flows.run import Run
from flows.settings import HOME

BASELINES = HOME / "expectations" / "baselines.csv"

log = logging.getLogger("flows.closing")


@contextmanager
def closed(run: Run) -> Iterator[None]:
    """Close the runs that were killed before they could close; then this one when its steps are over, however.

    An interrupted night is nobody's alert: it was asked for.
    """
    owed: list[str] = []
    with logged("an earlier run could not be closed"):
        owed += close_earlier(run)
    try:
        yield
    except BaseException as error:
        with logged("the night's failure could not be told"):  # it is the failure itself that has to surface
            close_night(run, error, owed)
        raise
    close_night(run, None, owed)


@contextmanager
def logged(said: str) -> Iterator[None]:
    """Log an error and go on."""
    try:
        yield
    except Exception:
        log.exception(said)


def close_earlier(run: Run) -> list[str]:
    """Judge now what runs before this one left open, while the published file is still theirs. Returns their ids: what
    they owed is told with this night, so that what it resolves is one message."""
    closed_now = []
    for row in unclosed_runs(run.ledger):
        log.info("run %s was not closed: it is closed now", row["run_id"])
        with run.ledger.transaction():
            _, incidents = judge(
                run.ledger,
                row["run_id"],
                date.fromisoformat(row["night"]),
                brought=brought(run, row["run_id"], is_published=row["status"] == "published"),
                error=row["error"],
                baselines=BASELINES,
            )
            keep(run.ledger, incidents)
        closed_now.append(row["run_id"])
    return closed_now


def close_night(run: Run, error: BaseException | None, owed: Sequence[str]) -> None:
    """Bring the incidents up to this night, send what changed, record how the run ended and write the quality page."""
    if error is None or isinstance(error, Exception):
        tell(run, (str(error) or type(error).__name__) if error else None, owed)
    run.end(error)
    write_quality_page(run.ledger, run.warehouse / "site" / PAGE)


def tell(run: Run, error: str | None, owed: Sequence[str]) -> None:
    """Judge a night and tell what changed with it, on every channel and in Prefect; `error`: what ended it."""
    settings = run.settings
    alerted = alert(
        run.ledger,
        run.run_id,
        run.night,
        brought=brought(run, run.run_id, is_published=published_run(run.warehouse / PUBLISHED) == run.run_id),
        error=error,
        baselines=BASELINES,
        page=(run.warehouse / "site" / PAGE).resolve(),
        alert_to=settings.alert_to.get_secret_value(),
        at_least=settings.alert_at_least,
        heartbeat_url=settings.heartbeat_url.get_secret_value(),
        owed=owed,
    )
    if alerted.message:
        log.info("%s\n%s", alerted.message.title, alerted.message.body)
        show_in_prefect(alerted.message)
    if alerted.count_failed:
        log.warning("%d messages could not be delivered; they are tried again the next night", alerted.count_failed)


def brought(run: Run, run_id: str, *, is_published: bool) -> dict[str, dict[str, int]] | None:
    """Source -> what it brought in a run; None if that published nothing."""
    return brought_by(run.warehouse / PUBLISHED, run_id, HOME / "sql") if is_published else None


def show_in_prefect(message: Message) -> None:
    """The same message as an artifact of the flow run; as text, so that nothing in it is read as markup."""
    indented = "\n".join(f"    {line}" for line in message.body.splitlines())
    create_markdown_artifact(f"{message.title}\n\n{indented}", key="night", description=message.title)
