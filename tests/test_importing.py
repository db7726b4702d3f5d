"""Imports without garbage collection."""

from __future__ import annotations

import gc
import subprocess
import sys

from flows.importing import pause_collection
from tests.conftest import ROOT

SCRIPT = """
from flows.importing import pause_collection
with pause_collection():
    import duckdb
    duckdb.connect().sql("select 1").fetchall()
"""


def test_collection_stops_in_the_block_only() -> None:
    assert gc.isenabled()
    with pause_collection():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_no_library_complains_at_the_end() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""
