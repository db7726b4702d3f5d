"""How sure a row is, by the shipped pipeline: compared row with row, because the shares are data."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.extract.rows import Found


def test_whoever_is_not_known_is_less_sure(extract: Callable[[str], Found]) -> None:
    [known] = extract("“I am tired,” Ann Roe said.").quotes
    [unknown] = extract("“I am tired,” he said.").quotes
    assert (known["resolution"], unknown["resolution"]) == ("explicit", "unresolved")
    assert unknown["confidence"] < known["confidence"]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("“The bridge is safe,” Ann Roe never said.", "never said"),
        ("Ann Roe did not say that the bridge was safe.", "did not say"),
        ("Ann Roe never said that the bridge was safe.", "never said"),
    ],
)
def test_denied_speech_is_not_sure(extract: Callable[[str], Found], text: str, cue: str) -> None:
    [row] = extract(text).quotes
    assert row["cue"] == cue
    assert row["confidence"] < 0.9
