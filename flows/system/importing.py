"""Imports large libraries faster, and keeps garbage collection out of hot paths."""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import LazyLoader, find_spec, module_from_spec


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


@contextmanager
def collect_afterwards() -> Iterator[None]:
    """Let garbage collection wait until the block ends, for work that makes many objects and drops them together.

    In the block it would look through all of them again and again, each time through more, and find nothing.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def defer_import(name: str) -> None:
    """Load the module `package.name` at its first use and not when a library imports it `from package`.

    Raises `ModuleNotFoundError` if the package or the module is not installed.
    """
    package, _, child = name.rpartition(".")
    spec = find_spec(name)
    if name in sys.modules or spec is None or spec.loader is None:
        return
    spec.loader = LazyLoader(spec.loader)
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    setattr(import_module(package), child, module)


@contextmanager
def without_library(name: str) -> Iterator[None]:
    """Import libraries in this block as if their optional companion `name` were not installed."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]  # Python's own sign for a module that must not be imported
    try:
        yield
    finally:
        del sys.modules[name]
