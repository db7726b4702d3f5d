"""Waiting for other processes. Nothing is measured: on a busy machine, a start takes minutes."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

PATIENCE = 600.0
"""Seconds after which what a test waits for is not going to happen."""


def wait_until(is_done: Callable[[], bool], failure: str) -> None:
    """Wait until `is_done`, else fail the test with `failure`."""
    ends = time.monotonic() + PATIENCE
    while not is_done():
        if time.monotonic() > ends:
            pytest.fail(failure)
        time.sleep(0.05)
