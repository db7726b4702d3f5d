"""A process that ends quickly ends like any other: its handlers run, its output is written, its code is kept."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

SCRIPT = """
import atexit, sys
from flows.system.quick_exit import QuickExit

class Freed:
    def __del__(self):
        print("freed")

quick_exit = QuickExit()
freed = Freed()
atexit.register(print, "handler")
quick_exit.code = {code}
{last}
"""


@pytest.mark.parametrize(
    ("code", "last", "expected", "printed"),
    [
        (0, "", 0, ["handler"]),
        (3, "print('last')", 3, ["last", "handler"]),
        (None, "sys.exit(5)", 5, ["handler", "freed"]),
        (None, "raise ValueError", 1, ["handler", "freed"]),
    ],
)
def test_it_ends_after_the_handlers(code: int | None, last: str, expected: int, printed: list[str]) -> None:
    script = SCRIPT.format(code=code, last=last)
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()) == (expected, printed)
