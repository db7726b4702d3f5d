"""Where contents end: a line a case, in words of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES: list[tuple[str, str, str, list[list[str]]]] = [
    (
        "where what is joined has a source of its own",
        "Ann Roe said that she was hopeful, and the bridge, according to the council, is still closed.",
        "said",
        [["that she was hopeful"]],
    ),
]


@pytest.mark.parametrize(("text", "cue", "pieces"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_end(said_with: Callable[[str, str], list[list[str]]], text: str, cue: str, pieces: list[list[str]]) -> None:
    assert said_with(text, cue) == pieces
