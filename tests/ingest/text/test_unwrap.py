"""Texts with wrapped lines, and texts whose lines must stay."""

from __future__ import annotations

import textwrap

import pytest

from flows.ingest.text.unwrap import unwrap_lines

PARAGRAPHS = [
    "The council of Saltmere voted on Monday to rebuild the ferry pier after a debate that ended shortly before dawn.",
    "“We have waited nine years for this pier, and not one more,” said Owen Tarrant, who leads the council since May.",
    "The work is to begin in spring and will cost four million crowns, of which the province pays half of the bill.",
    "Fishermen had asked for a longer pier, since the larger boats cannot land there at low tide in winter months.",
]
POEM = "\n".join(["Roses are red,", "violets are blue,", "sugar is sweet", "and so are you."] * 4)
LIST = "\n".join(f"- item number {n} of the list that the council passed on Monday night" for n in range(12))


@pytest.mark.parametrize("width", [45, 65, 72])
def test_wrapped_prose_is_joined(width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(text, width) for text in PARAGRAPHS)
    assert unwrap_lines(wrapped) == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "text", ["", "One line.", "\n".join(PARAGRAPHS), "\n\n".join(PARAGRAPHS), POEM, LIST, " a\n\nb\n"]
)
def test_other_lines_stay(text: str) -> None:
    assert unwrap_lines(text) == text
