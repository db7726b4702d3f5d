"""What the run keeps of its steps."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from flows import tasks
from flows.errors import ProcessDied
from flows.ingest.files.list_files import Target
from flows.ingest.inputs import Inputs


def test_the_sources_that_a_run_asks_by_name() -> None:
    assert tasks.list_requested_sources(Inputs((Path("a"),), ("https://wire.test/",))) == set()
    assert tasks.list_requested_sources(Inputs((Path("a"),), source="wire")) == {"wire"}
    assert tasks.list_requested_sources(Inputs((Target("a", "wire"), Target("b", "post")))) == {"wire", "post"}


def test_a_dead_worker_says_how_to_go_on() -> None:
    with pytest.raises(ProcessDied, match="onrecord resume"), tasks._name_dead_workers():
        raise BrokenProcessPool
