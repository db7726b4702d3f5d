"""Imports large libraries faster."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def pause_collection() -> Iterator[None]:
    """Import libraries in this block without garbage collection.

    It would look through every new class and function again and again, a sixth of the time, and find nothing.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        atexit.register(gc.unfreeze)  # libraries complain about objects that are still there at the very end
        gc.enable()
