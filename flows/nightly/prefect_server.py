"""Prefect's server for one run, as a script on an inherited socket: `python -P flows/nightly/prefect_server.py SOCKET`.

It ends with the run that started it: the run holds the other end of its standard input, which closes however the run
ends. Imports nothing of `flows`, so that it starts before the run has imported anything.
"""

import gc
import os
import socket
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

ROUTERS = ("root", "admin", "csrf_token", "flows", "flow_runs", "task_runs", "logs", "events", "artifacts")
"""The parts of the API that a run asks for. Each of the other 150 routes would cost two milliseconds at every start."""


def main() -> None:
    """Serve until the run ends."""
    threading.Thread(target=_stop_with_parent, daemon=True, name="stop-with-parent").start()
    gc.disable()  # a sixth of the time of the imports would go into looking through what is imported
    import prefect.server.api as api
    import prefect.server.api.server as prefect
    import uvicorn

    prefect.API_ROUTERS = tuple(getattr(api, name).router for name in ROUTERS)
    setattr(prefect, "background_worker", run_no_background_tasks)  # noqa: B010, mypy holds it for private
    config = uvicorn.Config("prefect.server.api.server:create_app", factory=True, log_level="error", lifespan="on")
    config.load()
    gc.freeze()
    gc.enable()
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=int(sys.argv[1]))])


@asynccontextmanager
async def run_no_background_tasks(*_: object, **__: object) -> AsyncIterator[None]:
    """No worker for tasks that cancel, expire and delete: a run asks for none, and it would look for work all night."""
    yield


def _stop_with_parent() -> None:
    # Not `sys.stdin`: Python aborts at its end while a thread reads that.
    os.read(0, 1)  # returns when the run closes the pipe, or dies
    os._exit(0)  # at once, because the next run may start its own server on the same database


if __name__ == "__main__":
    main()
