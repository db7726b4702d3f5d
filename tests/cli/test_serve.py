"""The schedule: a real Prefect server starts a night by itself, and another after the service was stopped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows.ledger import Ledger
from flows.load.publish import PUBLISHED
from tests.conftest import ROOT
from tests.waiting import PATIENCE, wait_until

EVERY_MINUTE = "* * * * *"
QUICK = {"PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "1", "PREFECT_RUNNER_POLL_FREQUENCY": "1"}
"""How often the server plans nights and the service asks for them, in seconds; by default 60 and 10."""


def find_free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def wait_for(what: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    def is_there() -> bool:
        if process.poll() is not None:
            pytest.fail(f"{process.args!r} ended: {log.read_text('utf-8')}")
        return what()

    wait_until(is_there, f"waited in vain; see {log}")


@contextmanager
def running(
    arguments: list[str], environment: dict[str, str], log: Path, end: int
) -> Iterator[subprocess.Popen[bytes]]:
    """A process of its own, which the signal `end` stops."""
    with log.open("wb") as lines:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments], env=environment, stdout=lines, stderr=subprocess.STDOUT
        )
        try:
            yield process
        finally:
            process.send_signal(end)
            process.wait(timeout=PATIENCE)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=5):
            return True
    except (urllib.error.URLError, ConnectionError):
        return False


def count_nights(warehouse: Path) -> int:
    """The published nights so far."""
    if not (warehouse / PUBLISHED).exists():
        return 0
    with Ledger.read(warehouse) as ledger:
        return len(ledger.rows("select 1 from runs where status = 'published'"))


@pytest.mark.usefixtures("model")
def test_nights_start_by_themselves_and_go_on_after_a_stop(tmp_path: Path) -> None:
    articles, warehouse, url = tmp_path / "articles", tmp_path / "warehouse", f"http://127.0.0.1:{find_free_port()}/api"
    articles.mkdir()
    (articles / "a.txt").write_text("“The bridge is safe,” Ann Roe said on Monday.\n", "utf-8")
    environment = {**os.environ, **QUICK, "PREFECT_HOME": str(tmp_path / "prefect"), "PREFECT_API_URL": url}
    environment["PYTHONPATH"] = str(ROOT)
    serve = ["flows", "serve", str(articles), "--cron", EVERY_MINUTE, "-w", str(warehouse)]
    log = tmp_path / "server.log"
    port = url.removesuffix("/api").rpartition(":")[2]
    with running(["prefect", "server", "start", "--port", port], environment, log, signal.SIGINT) as server:
        wait_for(lambda: answers(url), server, log)
        for count in (1, 2):
            said = tmp_path / f"serve-{count}.log"
            with running(serve, environment, said, signal.SIGTERM) as service:
                wait_for(lambda count=count: count_nights(warehouse) >= count, service, said)  # type: ignore[misc]
            assert service.returncode == 0
