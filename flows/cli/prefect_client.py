"""How this process calls the temporary server of its run: with few retries, and to the last line."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

RETRIES = 1
"""Of a request, after some 2 s. The server is on this machine, and nobody starts it again in mid-run. The 5 retries of
Prefect's default wait a minute for each request to a server that is gone: three at the end of a night."""

SEND_SECONDS = 5


@contextmanager
def use_server(api_url: str) -> Iterator[None]:
    """Settings of Prefect that hold in this block, also where somebody imported it before, as tests do.

    Nobody waits for a sign of life of this run: its server ends with it. Prefect would join the thread that sends them
    at the end of the flow, and that thread sleeps for whole seconds.
    """
    from prefect.settings import (
        PREFECT_API_URL,
        PREFECT_CLIENT_MAX_RETRIES,
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
        temporary_settings,
    )

    held = {PREFECT_API_URL: api_url, PREFECT_CLIENT_MAX_RETRIES: RETRIES, PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}
    with temporary_settings(held):
        yield


def drop_lost_lines() -> None:
    """From now on, print nothing for a line that a handler of the log loses: Prefect's prints each without a server.

    It holds to the end of the process, where Prefect gives up the last lines.
    """
    logging.raiseExceptions = False


@contextmanager
def send_the_rest(is_running: Callable[[], bool]) -> Iterator[None]:
    """Send what Prefect's client still holds back at the end of this block, before its server stops.

    To a server that is gone nothing is sent.
    """
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogHandler

    try:
        yield
    finally:
        if is_running():
            APILogHandler().flush()
            EventsWorker.drain_all(timeout=SEND_SECONDS)
