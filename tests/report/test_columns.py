"""Tables in a narrow terminal: ids stay whole, and no word is broken into pieces."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from flows.report.columns import make_table

CELLS = ("3f2a9c41d07be865", "2026-11-20", "source_nights.articles_unusually_many of a desk", "1,204")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_words_and_ids_stay_whole(width: int) -> None:
    table = make_table("id", "since", "failure", "nights", whole=("id", "since"), numbers=("nights",))
    table.add_row(*CELLS)
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(table)
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    words = {word for line in lines[1:] for word in line.split()}
    whole = {word for cell in CELLS for word in cell.split()}
    assert all(word in whole or word.endswith("…") for word in words), words
    assert {CELLS[0], CELLS[1], CELLS[3]} <= words
