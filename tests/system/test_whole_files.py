"""A file is the old one or the new one, never half of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.system.whole_files import write_whole


@pytest.mark.parametrize("is_synced", [True, False])
def test_a_file_takes_the_place_of_the_old(tmp_path: Path, is_synced: bool) -> None:
    file = tmp_path / "folder" / "file.txt"
    for content in (b"old", b"new"):
        write_whole(file, content, is_synced=is_synced)
        assert file.read_bytes() == content
    assert [path.name for path in file.parent.iterdir()] == ["file.txt"]


def test_an_old_file_survives_a_failed_write(tmp_path: Path) -> None:
    file = tmp_path / "file.txt"
    write_whole(file, b"old")
    (tmp_path / ".file.txt.part").mkdir()
    with pytest.raises(IsADirectoryError):
        write_whole(file, b"new")
    assert file.read_bytes() == b"old"
