"""What the language model is spared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.text.plain import plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5\u00a0km, 10\u202f000\u2009people", "5 km, 10 000 people"),
        ("\u3000a\tb\n\nc", " a\tb\n\nc"),
        ("ends." + "*" * 100 + "Next", "ends" + " " * 101 + "Next"),
        ("a" * 200 + "?!" * 40, "a" * 200 + "?!" * 40),
        ("\u200b“é”\ufeff she said\u200b.", " “é”  she said ."),
        ("Rei\u200bkjavík", "Rei\u200bkjavík"),
        ("Ann\u2011Marie Roe\u2010Poe", "Ann-Marie Roe-Poe"),
    ],
)
def test_spaces_and_endless_runs(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text(max_size=400))
def test_every_letter_keeps_its_place(text: str) -> None:
    read = plain(text)
    assert len(read) == len(text)
    assert all(a == b for a, b in zip(text, read, strict=True) if a.isalnum())
