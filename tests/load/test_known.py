"""What the next night knows of the articles that are there."""

from __future__ import annotations

from pathlib import Path

from flows.load.known import KNOWN, known_versions, published_run

from .conftest import Nights, Publish, article


def test_nothing_is_known_before_the_first_night(warehouse: Path) -> None:
    assert known_versions(warehouse / "onrecord.duckdb").equals(KNOWN.to_frame())
    assert published_run(warehouse / "onrecord.duckdb") is None


def test_every_version_is_known_and_the_current_one_whole(publish: Publish, nights: Nights) -> None:
    first, second = article("a1", "One."), article("a1", "Two.", title="T")
    publish(nights.tonight(first))
    file = publish(nights.tonight(second, article("b1"), extractor="x2"))
    known = known_versions(file)
    assert known.schema == KNOWN
    assert [tuple(row.values()) for row in known.filter(article_id="a1").to_dicts()] == [
        ("a1", 1, first["text_hash"], False, None, None),
        ("a1", 2, second["text_hash"], True, second["record_hash"], "x2"),
    ]
    assert published_run(file) == "2026-11-02.1"
