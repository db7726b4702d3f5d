"""The Prefect API of a night: the configured server, else a temporary one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import Popen
from typing import Any

import httpx
from prefect.logging.handlers import APILogHandler
from prefect.server.api.server import SubprocessASGIServer
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows.errors import OnRecordError
from flows.orphans import block_sigint, stop_with_parent

START_SECONDS = 180
"""Prefect's own limit is 20 s. The first start creates its database, and exceeds that on a busy machine."""
STARTS = 3


class TemporaryServer(SubprocessASGIServer):
    """Prefect's server as a child of this process. It tolerates a busy machine and ignores Ctrl-C."""

    def start(self, timeout: int | None = None) -> None:
        """Start the server, again if it is too slow to answer: Prefect gives up at the first slow answer.

        Raises `OnRecordError` if it never answers.
        """
        for _ in range(STARTS):
            try:
                return super().start(timeout)
            except httpx.TimeoutException:
                self.stop()
        raise OnRecordError(
            "Prefect's temporary server does not answer: the machine is too busy. Run again later, or start a server "
            "with `prefect server start` and set PREFECT_API_URL."
        )

    def _run_uvicorn_command(self) -> Popen[Any]:
        with block_sigint():
            return super()._run_uvicorn_command()


@contextmanager
def prefect_api() -> Iterator[None]:
    """A Prefect API for this process and its workers: the configured server, else a temporary one for this block.

    Without it, each worker process would start a server of its own on the same database, which fails with
    "database is locked".
    """
    if PREFECT_API_URL.value():
        yield
        return
    server = TemporaryServer()
    server.start(timeout=START_SECONDS)
    try:
        assert server.server_process is not None
        with temporary_settings({PREFECT_API_URL: server.api_url}), stop_with_parent(server.server_process.pid):
            yield
    finally:
        APILogHandler().flush()
        server.stop()
