"""How sure a row is, by the shipped pipeline: compared row with row, because the shares are data."""

from __future__ import annotations

from collections.abc import Callable

from flows.extract.rows import Found


def test_whoever_is_not_known_is_less_sure(extract: Callable[[str], Found]) -> None:
    [known] = extract("“I am tired,” Ann Roe said.").quotes
    [unknown] = extract("“I am tired,” he said.").quotes
    assert (known["resolution"], unknown["resolution"]) == ("explicit", "unresolved")
    assert unknown["confidence"] < known["confidence"]
