"""Imports without garbage collection, later, or not at all."""

from __future__ import annotations

import gc
import importlib
import subprocess
import sys

import pytest

from flows.system.importing import collect_afterwards, defer_import, pause_collection, without_library
from tests.conftest import ROOT

SCRIPT = """
from flows.system.importing import pause_collection
with pause_collection():
    import duckdb
    duckdb.connect().sql("select 1").fetchall()
"""


def test_collection_stops_in_the_block_only() -> None:
    assert gc.isenabled()
    with pause_collection():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_collection_waits_until_the_work_is_done() -> None:
    with collect_afterwards():
        assert not gc.isenabled()
        with collect_afterwards():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_collection_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="bad"), collect_afterwards():
        raise ValueError("bad")
    assert gc.isenabled()


def test_no_library_complains_at_the_end() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""


DEFERRED = """
import sys
from flows.system.importing import defer_import
defer_import("scipy.stats")
from scipy import stats
assert not any(name.startswith("scipy.stats.") for name in sys.modules)
print(stats.norm.cdf(0.0), sys.modules["scipy.stats"] is stats, "scipy.stats._continuous_distns" in sys.modules)
"""


def test_a_deferred_module_is_loaded_at_its_first_use() -> None:
    done = subprocess.run([sys.executable, "-c", DEFERRED], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0.5", "True", "True"]


def test_what_is_loaded_stays_as_it_is() -> None:
    before = sys.modules["collections.abc"]
    defer_import("collections.abc")
    assert sys.modules["collections.abc"] is before


def test_a_library_is_missing_in_the_block_only() -> None:
    sys.modules.pop("this", None)
    with without_library("this"), pytest.raises(ImportError):
        importlib.import_module("this")
    assert "this" not in sys.modules
    with without_library("sys"):
        assert importlib.import_module("sys") is sys
