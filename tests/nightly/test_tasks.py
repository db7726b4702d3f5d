"""What the run keeps of its steps."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool

import pytest

from flows.errors import ProcessDied
from flows.nightly import tasks


def test_a_dead_worker_says_how_to_go_on() -> None:
    with pytest.raises(ProcessDied, match="onrecord resume"), tasks._name_dead_workers():
        raise BrokenProcessPool
