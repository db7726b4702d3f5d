"""Names in headlines, compared with those of the text below; a text a line, in words of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.extract.rows import Found

BELOW = "\n\nLabor Secretary Tom Perez spoke in Rome. Perez said that it rained. Perez left."
CASES = [
    ("a word before the surname", "Understated Perez Raises Profile" + BELOW, "Tom Perez"),
    ("a full name", "Tom Perez Raises Profile" + BELOW, "Tom Perez"),
]


@pytest.mark.parametrize(("text", "name"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_surname_in_the_text_is(extract: Callable[[str], Found], text: str, name: str) -> None:
    assert {row["entity_name"] for row in extract(text).mentions if row["text"] == "Perez"} == {name}
