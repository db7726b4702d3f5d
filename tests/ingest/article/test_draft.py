"""The bounds of an article's fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..conftest import Run
from ..test_step import TEXT, jsonl


@pytest.mark.parametrize(
    ("record", "left_out"),
    [
        ({"title": "x" * 1_001}, "title"),
        ({"source": "x" * 201}, "source"),
        ({"byline": "By X" + "x" * 201}, "an author"),
        ({"authors": [f"Ann L{'e' * n}" for n in range(60)]}, "the end of the list of authors"),
        ({"url": "https://example.org/" + "x" * 2_048}, "url"),
        ({"id": "x" * 2_049}, "local_id"),
    ],
)
def test_an_oversized_field_is_dropped_and_noted(
    inbox: Path, run: Run, record: dict[str, object], left_out: str
) -> None:
    night = run(jsonl(inbox / "a.jsonl", {"text": TEXT, **record}))
    assert night.ended() == [("loaded", "over_limit")]
    assert night.outcomes[0]["reason"].startswith(f"{left_out} was left out: ")
    assert night.ingested.notes == (("over_limit", None, 1),)
    assert max(map(len, filter(None, map(night.article.get, ("title", "source", "url"))))) <= 1_000
    assert len(night.article["authors"]) in (0, 50)
