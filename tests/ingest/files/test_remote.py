"""Files of a storage that is not this machine's disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from flows.ingest.files.list_files import Target

from ..conftest import Run


@pytest.fixture
def storage() -> Iterator[fsspec.AbstractFileSystem]:
    """A storage in memory."""
    memory = fsspec.filesystem("memory")
    yield memory
    memory.store.clear()


def test_remote_files_are_named_by_their_address(storage: fsspec.AbstractFileSystem, run: Run) -> None:
    storage.pipe("/news/a/one.txt", b"Text one.")
    storage.pipe("/news/b/one.txt", b"Text two.")
    storage.pipe("/news/b/day.jsonl", b'{"text": "Three."}\n{')
    night = run(Target("memory://news/**/*", "bucket"))
    assert {(row["input"], row["outcome"]) for row in night.outcomes if "day" in row["input"]} == {
        ("memory:///news/b/day.jsonl:line 1", "loaded"),
        ("memory:///news/b/day.jsonl:line 2", "quarantined"),
    }
    # The folders that the pattern finds are no files.
    assert len(night.outcomes) == 4
    # The same name in the same source is the same article, wherever it lies.
    texts = {row["input"]: row["outcome"] for row in night.outcomes if row["input"].endswith(".txt")}
    assert sorted(texts) == ["memory:///news/a/one.txt", "memory:///news/b/one.txt"]
    assert sorted(texts.values()) == ["loaded", "repeated"]
    assert all(row["url"] is None for row in night.articles)
    assert {row["source"] for row in night.articles} == {"bucket"}


def test_a_remote_folder_is_listed(storage: fsspec.AbstractFileSystem, run: Run) -> None:
    storage.pipe("/news/a/one.txt", b"Text one.")
    storage.pipe("/news/a/b/two.txt", b"Text two.")
    night = run(Target("memory://news/a", "bucket"))
    assert [row["outcome"] for row in night.outcomes] == ["loaded", "loaded"]
    assert run(Target("memory://news/a/one.txt", "bucket")).article["text"] == "Text one."


@pytest.mark.parametrize("address", ["memory://nothing/here/*.txt", "nosuchstorage://bucket/a", "memory://gone.txt"])
def test_an_unreadable_storage_fails_alone(
    storage: fsspec.AbstractFileSystem, run: Run, inbox: Path, address: str
) -> None:
    (inbox / "a.txt").write_text("Text.")
    night = run(inbox, Target(address, "bucket"))
    assert sorted(row["outcome"] for row in night.outcomes) == ["failed", "loaded"]
    [failed] = [row for row in night.outcomes if row["outcome"] == "failed"]
    assert (failed["source"], failed["input"]) == ("bucket", address)


def test_a_missing_configured_path_fails_alone(run: Run, inbox: Path) -> None:
    (inbox / "a.txt").write_text("Text.")
    night = run(Target(str(inbox / "*.txt"), "here"), Target(str(inbox / "gone"), "gone"))
    assert [(row["source"], row["outcome"]) for row in night.outcomes] == [("here", "loaded"), ("gone", "failed")]
