"""How a night closes, published or not: judged against its past, told to those who asked, shown on a page."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from prefect.artifacts import create_markdown_artifact

from flows.alert.delivery import require_addresses
from flows.alert.message import Message
from flows.alert.step import Alerted, alert
from flows.load.brought import brought_by
from flows.load.publish import PUBLISHED
from flows.report.quality import PAGE, write_quality_page
from flows.run import Run
from flows.settings import HOME

log = logging.getLogger("flows.closing")


@contextmanager
def closed(run: Run) -> Iterator[None]:
    """Close the night when its steps are over, however they ended; an interrupted night is nobody's alert.

    Raises `UsageError` at once if an alert could not be sent to where the settings say.
    """
    require_addresses(run.settings.alert_to.get_secret_value())
    try:
        yield
    except Exception as error:
        try:
            close_night(run, str(error) or type(error).__name__)
        except Exception:
            log.exception("the night's failure could not be told")  # it is the failure itself that has to surface
        raise
    close_night(run, None)


def close_night(run: Run, error: str | None) -> Alerted:
    """Bring the incidents up to this night, send what changed, and write the quality page; `error`: why it failed."""
    settings, page = run.settings, run.warehouse / "site" / PAGE
    alerted = alert(
        run.ledger,
        run.run_id,
        run.night,
        brought=brought_by(run.warehouse / PUBLISHED, run.run_id, HOME / "sql") if error is None else None,
        error=error,
        baselines=HOME / "expectations" / "baselines.csv",
        page=page.resolve(),
        alert_to=settings.alert_to.get_secret_value(),
        at_least=settings.alert_at_least,
        heartbeat_url=settings.heartbeat_url.get_secret_value(),
    )
    write_quality_page(run.ledger, page)
    if alerted.message:
        log.info("%s\n%s", alerted.message.title, alerted.message.body)
        show_in_prefect(alerted.message)
    if alerted.count_failed:
        log.warning("%d messages could not be delivered; they are tried again the next night", alerted.count_failed)
    return alerted


def show_in_prefect(message: Message) -> None:
    """The same message as an artifact of the flow run; as text, so that nothing in it is read as markup."""
    indented = "\n".join(f"    {line}" for line in message.body.splitlines())
    create_markdown_artifact(f"{message.title}\n\n{indented}", key="night", description=message.title)
