"""What counts as a failure of a killed command."""

from __future__ import annotations

import pytest

from benchmarks.kills import is_our_traceback

OURS = 'Traceback (most recent call last):\n  File "/x/flows/load/step.py", line 3, in load\nValueError: no'
PYTHONS = 'Traceback (most recent call last):\n  File "/x/multiprocessing/resource_tracker.py", line 3\nKeyError: "/a"'


@pytest.mark.parametrize(("said", "expected"), [(OURS, True), (PYTHONS, False), ("published in 6 s", False)])
def test_a_traceback_of_python_itself_is_no_failure(said: str, *, expected: bool) -> None:
    assert is_our_traceback(said) is expected
