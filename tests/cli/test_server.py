"""The temporary Prefect server: a home of its own, and an end together with its run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flows.cli import server as server_module
from flows.cli.server import (
    TemporaryServer,
    add_local,
    has_configured_api,
    make_client_environment,
    make_server_environment,
    prefect_api,
    set_environment,
)
from flows.errors import OnRecordError
from tests.conftest import ROOT
from tests.system.test_orphans import is_there
from tests.waiting import wait_until

ANSWERING = """
import http.server, pathlib, socket, sys
class Health(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
    def log_message(self, *_): pass
here = pathlib.Path("{home}")
if "{needs_empty_home}" == "yes" and (here / "prefect.db").exists():
    sys.exit("Can't locate revision identified by 'abc'")
listener = socket.socket(fileno=int(sys.argv[1]))
server = http.server.HTTPServer(("127.0.0.1", 0), Health, bind_and_activate=False)
server.socket = listener
server.serve_forever()
"""


def use_script(monkeypatch: pytest.MonkeyPatch, folder: Path, code: str) -> None:
    """Run this code in place of Prefect's server."""
    script = folder / "server.py"
    script.write_text(code, "utf-8")
    monkeypatch.setattr(server_module, "SCRIPT", script)


@pytest.mark.parametrize("needs_empty_home", ["no", "yes"])
def test_a_foreign_database_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, needs_empty_home: str) -> None:
    home = tmp_path / "prefect"
    home.mkdir()
    (home / "prefect.db").write_text("of another version", "utf-8")
    use_script(monkeypatch, tmp_path, ANSWERING.format(home=home, needs_empty_home=needs_empty_home))
    with TemporaryServer(home) as server:
        server.wait_until_ready()
        assert server.is_running()
        assert (home / "prefect.db").exists() is (needs_empty_home == "no")
    assert not server.is_running()


def test_a_server_that_never_starts_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_script(monkeypatch, tmp_path, "import sys; sys.exit('no such table')")
    with (
        TemporaryServer(tmp_path / "prefect") as server,
        pytest.raises(OnRecordError, match=r"does not start \(no such table\).*PREFECT_API_URL"),
    ):
        server.wait_until_ready()


def test_a_large_database_is_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "MOST_BYTES", 3)
    use_script(monkeypatch, tmp_path, "")
    home = tmp_path / "prefect"
    home.mkdir()
    (home / "prefect.db").write_text("large", "utf-8")
    with TemporaryServer(home):
        assert not (home / "prefect.db").exists()


def test_all_files_are_in_the_home(tmp_path: Path) -> None:
    paths = {name: value for name, value in make_server_environment(tmp_path).items() if "/" in value}
    assert set(paths) == {"PREFECT_HOME", "PREFECT_PROFILES_PATH", "PREFECT_API_DATABASE_CONNECTION_URL"}
    assert all(str(tmp_path) in value for value in paths.values())


def test_the_environment_configures_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:4200/api")
    assert has_configured_api()


def test_a_refused_run_stops_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setattr(server_module, "has_configured_api", lambda: False)  # the server of other tests is configured
    use_script(monkeypatch, tmp_path, "import time; time.sleep(600)")
    started: list[TemporaryServer] = []
    launch = TemporaryServer.launch

    def remember(server: TemporaryServer) -> None:
        started.append(server)
        launch(server)

    monkeypatch.setattr(TemporaryServer, "launch", remember)

    def refuse() -> None:
        assert started[0].is_running()
        raise OnRecordError("refused")

    with pytest.raises(OnRecordError, match="refused"), prefect_api(tmp_path, refuse):
        pass
    assert not started[0].is_running()
    assert "PREFECT_API_URL" not in os.environ


CLIENT = """
import threading
from prefect.settings import PREFECT_API_URL, PREFECT_SERVER_EPHEMERAL_ENABLED

def say():
    print(PREFECT_API_URL.value(), PREFECT_SERVER_EPHEMERAL_ENABLED.value())

thread = threading.Thread(target=say)
thread.start()
thread.join()
"""


def test_every_thread_of_a_run_knows_its_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    server = TemporaryServer(tmp_path / "prefect")
    server.port = 4321
    with set_environment(make_client_environment(server)):
        said = subprocess.run([sys.executable, "-c", CLIENT], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["http://127.0.0.1:4321/api", "False"]
    assert "PREFECT_API_URL" not in os.environ


@pytest.mark.parametrize(("given", "expected"), [("", "127.0.0.1"), ("wire.test", "wire.test,127.0.0.1")])
def test_no_proxy_is_asked_for_the_server(given: str, expected: str) -> None:
    assert add_local(given) == expected


STARTER = """
import os, signal, sys
from pathlib import Path
from flows.cli.server import TemporaryServer

server = TemporaryServer(Path(sys.argv[1]))
server.launch()
print(server.process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_it_ends_with_a_run_killed_at_once(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STARTER, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    wait_until(lambda: not is_there(int(done.stdout)), "the server outlived the run that started it")
