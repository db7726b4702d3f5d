"""The Prefect API of a night: the configured server, else a temporary one with a home inside the warehouse.

The temporary server has a database of its own, so that no other Prefect on the machine can break it or be broken by it.
"""

from __future__ import annotations

import os
import shutil
import socket
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Self

from flows.cli.prefect_client import RETRIES, drop_lost_lines, send_the_rest, use_server
from flows.errors import OnRecordError
from flows.system.orphans import block_sigint

START_SECONDS = 180
"""The first start creates the database: 13 s on a quiet machine, much longer on a busy one."""

STARTS = 2
"""The second start gets an empty home: another version of Prefect may have written the database of the first."""

ANSWER_SECONDS = 5.0
MOST_BYTES = 256 * 1024 * 1024
"""Size of the database above which a night starts with an empty one. Nothing reads the history of earlier nights."""

SERVER_HOME = "prefect"
"""The folder of the temporary server in a warehouse."""

NEEDLESS = dict.fromkeys(
    (
        "PREFECT_UI_ENABLED",
        "PREFECT_API_BLOCKS_REGISTER_ON_START",
        "PREFECT_MEMOIZE_BLOCK_AUTO_REGISTRATION",
        "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED",
        "PREFECT_SERVER_EVENTS_STREAM_OUT_ENABLED",
        "PREFECT_SERVER_LOGS_STREAM_OUT_ENABLED",
    ),
    "0",
)
"""What a server of one run does without: pages, stored credentials, reactions to events, and readers of its streams."""

SCRIPT = Path(__file__).parents[1] / "nightly" / "prefect_server.py"


class TemporaryServer:
    """Prefect's server as a child of this process, with its home in `home`. It ignores Ctrl-C and ends with us."""

    def __init__(self, home: Path) -> None:
        self.home = home.absolute()
        self.port = 0
        self.process: Popen[bytes] | None = None

    @property
    def api_url(self) -> str:
        """The address of its API, from its launch on."""
        return f"http://127.0.0.1:{self.port}/api"

    def __enter__(self) -> Self:
        database = self.home / "prefect.db"
        if database.exists() and database.stat().st_size > MOST_BYTES:
            shutil.rmtree(self.home)
        self.launch()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def launch(self) -> None:
        """Start the process. It accepts connections from the first moment, and answers when it is ready.

        A second start keeps the port: this process and its workers know it.
        """
        self.home.mkdir(parents=True, exist_ok=True)
        with (
            socket.create_server(("127.0.0.1", self.port)) as listener,
            (self.home / "server.log").open("wb") as log,
            block_sigint(),
        ):
            self.port = listener.getsockname()[1]
            self.process = Popen(
                [sys.executable, "-P", str(SCRIPT), str(listener.fileno())],
                pass_fds=[listener.fileno()],
                stdin=PIPE,
                stdout=log,
                stderr=log,
                env={**os.environ, **make_server_environment(self.home)},
            )

    def wait_until_ready(self) -> None:
        """Wait for the first answer. Raises `OnRecordError` if the server never answers."""
        for start in range(STARTS):
            if start:
                self.stop()
                shutil.rmtree(self.home, ignore_errors=True)
                self.launch()
            deadline = time.monotonic() + START_SECONDS
            while time.monotonic() < deadline and self.is_running():
                if self.has_answered():
                    return
        raise OnRecordError(
            f"Prefect's temporary server does not start ({self.read_reason()}). Run again when the machine is less "
            "busy, or start a server with `prefect server start` and set PREFECT_API_URL."
        )

    def is_running(self) -> bool:
        """Whether the process runs."""
        return self.process is not None and self.process.poll() is None

    def has_answered(self) -> bool:
        """Whether the server answers a request for its health."""
        import httpx

        try:
            answer = httpx.get(f"{self.api_url}/health", timeout=ANSWER_SECONDS, trust_env=False)
            return answer.status_code == httpx.codes.OK
        except httpx.TransportError:
            return False

    def read_reason(self) -> str:
        """The last line of the server's log, else that the server did not answer."""
        log = self.home / "server.log"
        lines = log.read_text("utf-8", "replace").strip().splitlines() if log.exists() else []
        return lines[-1][:300] if lines else f"no answer within {START_SECONDS} s"

    def stop(self) -> None:
        """End the process at once: its database survives that, and a tidy end takes half a second."""
        process, self.process = self.process, None
        if process is not None:
            with process:
                process.kill()


def make_client_environment(server: TemporaryServer) -> dict[str, str]:
    """The variables of this process and its workers, for the whole of a run.

    Threads and processes of Prefect that know no server start one of their own, which outlives a killed run.
    """
    hosts = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    return {
        **make_home_environment(server.home),
        "PREFECT_API_URL": server.api_url,
        "PREFECT_SERVER_EPHEMERAL_ENABLED": "0",
        "PREFECT_CLIENT_MAX_RETRIES": str(RETRIES),
        "no_proxy": add_local(hosts),
    }


def make_home_environment(home: Path) -> dict[str, str]:
    """The variables that keep all files of Prefect in `home`."""
    return {"PREFECT_HOME": str(home), "PREFECT_PROFILES_PATH": str(home / "profiles.toml")}


def make_server_environment(home: Path) -> dict[str, str]:
    """The variables of the server, whose files are all in `home`."""
    return {
        **make_home_environment(home),
        "PREFECT_API_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{home / 'prefect.db'}",
        **NEEDLESS,
        "PREFECT__SERVER_EPHEMERAL": "1",
    }


@contextmanager
def prefect_api(warehouse: Path, meanwhile: Callable[[], None]) -> Iterator[None]:
    """A Prefect API for this process and its workers: the server of PREFECT_API_URL, else a temporary one.

    Without it, each worker process would start a server of its own on the same database, which fails with
    "database is locked". The caller holds the lock of the warehouse. `meanwhile` is called while the server starts.
    """
    if has_configured_api():
        meanwhile()
        yield
        return
    with (
        TemporaryServer(warehouse / SERVER_HOME) as server,
        set_environment(make_client_environment(server)),  # before Prefect is imported, which reads it
    ):
        meanwhile()
        server.wait_until_ready()
        drop_lost_lines()
        with use_server(server.api_url), send_the_rest(server.is_running):
            yield


@contextmanager
def set_environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Environment variables that hold in this block."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def add_local(hosts: str) -> str:
    """A list of hosts that no proxy is asked for, with this machine in it: Prefect's client would ask one otherwise."""
    return ",".join(filter(None, [hosts, "127.0.0.1"]))


def has_configured_api() -> bool:
    """Whether a server is configured: in the environment, or in the settings of a Prefect that is already imported."""
    if os.environ.get("PREFECT_API_URL"):
        return True
    if "prefect" not in sys.modules:
        return False
    from prefect.settings import PREFECT_API_URL

    return bool(PREFECT_API_URL.value())
