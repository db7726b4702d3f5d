"""What is said before a run, once it is known what it is to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.cli.options import require_targets
from flows.settings import Settings

FEED = {"courier": {"kind": "feed", "urls": ["https://courier.test/feed"]}}


@pytest.mark.parametrize(
    ("targets", "sources", "contact", "is_told"),
    [
        ([], FEED, None, True),
        (["https://courier.test/a"], {}, None, True),
        ([], FEED, "https://onrecord.test/crawler", False),
        (["articles"], FEED, None, False),
    ],
)
def test_who_asks_servers_without_a_contact_is_told_once(
    targets: list[str], sources: dict[str, object], contact: str | None, is_told: bool,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("articles").mkdir()
    Path("articles/a.txt").write_text("Text.")
    require_targets(targets, Settings.model_validate({"sources": sources, "fetching": {"contact": contact}}), None)
    assert capsys.readouterr().err.count("set `contact`") == is_told
