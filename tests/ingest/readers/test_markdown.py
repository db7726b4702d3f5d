"""Markdown, good and hostile."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ..conftest import Run


def test_marks_of_markdown_are_removed(inbox: Path, run: Run) -> None:
    text = (
        "# Pier closes ##\n\n## Next [steps](x) #\n\n**“We *waited*,”** said _Owen_ of [a ![b](c) pier](d).<!-- e -->"
    )
    (inbox / "a.md").write_text(text)
    article = run(inbox).article
    assert (article["title"], article["text"]) == (
        "Pier closes",
        "Next steps\n\n“We waited,” said Owen of a  pier.",
    )


@pytest.mark.parametrize(
    "text",
    ["[" * 200_000, "![a" * 70_000, "<!--" * 50_000, "**a " * 50_000, "# x" + " " * 200_000 + "y", "*" * 200_000],
    ids=lambda text: text[:4],
)
def test_hostile_marks_take_no_time(inbox: Path, run: Run, text: str) -> None:
    (inbox / "a.md").write_text(f"Pier.\n\n{text}\n\nClosed.\n")
    started = time.process_time()
    assert run(inbox).article["text"].startswith("Pier.")
    assert time.process_time() - started < 10
