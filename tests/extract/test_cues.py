"""Which words are cues: a line a case, in words of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES: list[tuple[str, str, str, list[list[str]]]] = [
    (
        "a past form that the tagger took for a noun",
        "If the snow is white, Brunnschweiler joked, she will be the only one disappointed.",
        "joked",
        [["If the snow is white", "she will be the only one disappointed"]],
    ),
    ("the same form as an adjective", "Ann Roe praised his believed strength.", "believed", []),
]


@pytest.mark.parametrize(("text", "cue", "pieces"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_cue(said_with: Callable[[str, str], list[list[str]]], text: str, cue: str, pieces: list[list[str]]) -> None:
    assert said_with(text, cue) == pieces
