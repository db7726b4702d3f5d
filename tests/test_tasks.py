"""What the run keeps of its steps."""

from __future__ import annotations

from pathlib import Path

from flows import tasks
from flows.ingest.files.list_files import Target
from flows.ingest.inputs import Inputs


def test_the_sources_that_a_run_asks_by_name() -> None:
    assert tasks.list_requested_sources(Inputs((Path("a"),), ("https://wire.test/",))) == set()
    assert tasks.list_requested_sources(Inputs((Path("a"),), source="wire")) == {"wire"}
    assert tasks.list_requested_sources(Inputs((Target("a", "wire"), Target("b", "post")))) == {"wire", "post"}
