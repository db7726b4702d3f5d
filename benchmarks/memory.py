"""The memory of a command and of all processes that it starts, sampled while it runs (Linux).

PSS counts memory that several processes share in equal parts, so that sums are true.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

EVERY_SECONDS = 0.5
_SIGNS = {"/spacy/": "worker", "/pandas/": "gate"}
"""A library that a spawned process has loaded -> what the process is."""


class PeakMemory(threading.Thread):
    """Samples a process and its descendants until `stop`. `peaks`: kind of process -> the largest PSS of one, in MB."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peaks: dict[str, float] = {}
        self._pid = pid
        self._ended = threading.Event()
        self.start()

    def run(self) -> None:
        """Sample until the end."""
        while not self._ended.wait(EVERY_SECONDS):
            total = 0.0
            for pid in list_descendants(self._pid):
                with suppress(OSError, StopIteration):  # it ended meanwhile
                    megabytes, kind = read_pss(pid), name_kind(pid, self._pid)
                    self.peaks[kind] = max(self.peaks.get(kind, 0.0), megabytes)
                    total += megabytes
            self.peaks["all together"] = max(self.peaks.get("all together", 0.0), total)

    def stop(self) -> dict[str, float]:
        """End the sampling; the peaks."""
        self._ended.set()
        self.join()
        return self.peaks


def list_descendants(pid: int) -> Iterator[int]:
    """The process itself and all that it or they started."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text("utf-8").split():
                yield from list_descendants(int(child))


def read_pss(pid: int) -> float:
    """The proportional set size of a process, in MB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000


def name_kind(pid: int, run: int) -> str:
    """What a process of a night is: the run itself, Prefect's server, a worker or the gate."""
    if pid == run:
        return "run"
    command = Path(f"/proc/{pid}/cmdline").read_text("utf-8", "replace")
    if "spawn_main" not in command:
        return "server" if "prefect_server" in command else "other"
    libraries = Path(f"/proc/{pid}/maps").read_text("utf-8", "replace")
    return next((kind for library, kind in _SIGNS.items() if library in libraries), "other")
