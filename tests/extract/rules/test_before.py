"""The words outside the marks that belong to a quotation."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Extract, said

BEHIND = [
    ("when it was said", "Ann Roe said “it is fine” when they asked.", "it is fine"),
    ("where it was said", "Ann Roe said “it is fine” in Rome.", "it is fine"),
    ("the sentence goes on", "Ann Roe said “on her worst day” she would win.", "“on her worst day” she would win"),
]


@pytest.mark.parametrize(("text", "content"), [case[1:] for case in BEHIND], ids=[case[0] for case in BEHIND])
def test_what_stands_after_a_quotation(extract: Extract, text: str, content: str) -> None:
    assert said(text, extract(text)) == [("Ann Roe", [content])]


def test_who_speaks_in_brackets(extract: Extract) -> None:
    text = "It is a shame (Ann Roe, a nurse, once said, “It is over.”)"
    assert said(text, extract(text)) == [("Ann Roe", ["It is over."])]
