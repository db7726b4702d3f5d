"""What is left of a name without title, article and possessive."""

from __future__ import annotations

import pytest

from flows.extract.names.bare_names import strip_name

TITLES = {"mr": "male", "mrs": "female", "prime minister": "", "senator": ""}


@pytest.mark.parametrize(
    ("text", "bare", "title"),
    [
        ("Prime Minister Ann Roe", "Ann Roe", "Prime Minister"),
        ("Mrs Roe’s", "Roe", "Mrs"),
        ("the Senate", "Senate", ""),
        ("Senator", "Senator", ""),
    ],
)
def test_what_is_stripped_from_a_name(text: str, bare: str, title: str) -> None:
    start, end, found = strip_name(text, TITLES)
    assert (text[start:end], found) == (bare, title)
