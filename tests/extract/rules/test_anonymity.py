"""Terms of anonymity are no quotes."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Extract, said

CASES = [
    ("An aide who asked not to be named said the dam was safe.", ["the dam was safe"]),
    ("An aide who declined to be identified said the dam was safe.", ["the dam was safe"]),
    ("A banker said it rained, asking not to be named because he sells to both banks.", ["it rained"]),
    ("The club asked to be named after Ann Roe.", ["to be named after Ann Roe"]),
    ("Officials said they were not authorized to speak about it.", ["they were not authorized to speak about it"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_withholding_a_name_says_nothing(extract: Extract, text: str, expected: list[str]) -> None:
    assert [pieces for _, pieces in said(text, extract(text))] == [expected]
