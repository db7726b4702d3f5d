"""The role of a speaker, by the shipped pipeline: that of the last quote of each text, in words of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.extract.rows import Found

ROLES = [
    ("party and place in brackets", "Rep. Ann Roe (R-Ohio) said it was late.", "Rep. (R-Ohio)"),
    ("party and place behind a comma", "Rep. Ann Roe, D-Fenwick, said it was late.", "Rep. (D-Fenwick)"),
    ("a title in the sentence before", "Mayor Ann Roe left Rome. Roe said it was late.", "Mayor"),
    ("of a pronoun", "Mayor Ann Roe left Rome. She said it was late.", "Mayor"),
    ("a predicate", "Ann Roe is a lawyer. “It was late,” she said.", "lawyer"),
    ("up to its relative clause", "“It was late,” said Ann Roe, a farmer who had walked home.", "a farmer"),
    ("up to its place", "“It was late,” said Ann Roe, a nurse in the town where it began.", "a nurse in the town"),
    ("without a word that leads on", "“It was late,” said Ann Roe, a lawyer still waiting there.", "a lawyer"),
    ("a place before a title", "Fenwick Supervisor Rex Dunn said it was late.", "Fenwick Supervisor"),
]


@pytest.mark.parametrize(("text", "role"), [case[1:] for case in ROLES], ids=[case[0] for case in ROLES])
def test_a_speaker_has_the_role(extract: Callable[[str], Found], text: str, role: str) -> None:
    assert extract(text).quotes[-1]["speaker_role"] == role
