"""What a night takes in is looked at before a run is opened: wrong usage is nobody's incident."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.ingest.files.list_files import Target
from flows.ingest.inputs import Inputs, count_new_bytes, select_inputs


@pytest.mark.parametrize("files", [[], ["notes.xyz"], [".hidden.txt", "deeper/notes.xyz"]], ids=str)
def test_a_folder_without_inputs_is_wrong_usage(tmp_path: Path, files: list[str]) -> None:
    for name in files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Some text.", "utf-8")
    with pytest.raises(UsageError, match=r"nothing to read in .*: no file with one of the suffixes \.txt"):
        select_inputs([str(tmp_path)], {}, None)


def test_a_missing_path_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="gone does not exist"):
        select_inputs([str(tmp_path / "gone")], {}, None)


def test_one_readable_file_is_enough(tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    for name in ("notes.xyz", "deeper/article.txt"):
        (tmp_path / name).write_text("Some text.", "utf-8")
    assert select_inputs([str(tmp_path)], {}, None).paths == (tmp_path,)


def test_news_are_files_that_came_or_changed_since(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    file = tmp_path / "folder" / "a.txt"
    file.write_text("Rain fell.", "utf-8")
    written = max(file.stat().st_mtime, file.stat().st_ctime)
    (tmp_path / "empty.txt").touch()
    for path, size in ((tmp_path, 11), (file, 10), (Target(str(file), "wire"), 10), (tmp_path / "empty.txt", 1)):
        assert count_new_bytes(Inputs((path,)), written - 1) == size
    assert count_new_bytes(Inputs((file,)), written) == 0
    assert count_new_bytes(Inputs((tmp_path / "missing",)), 0) == 0


def test_the_sources_that_a_run_asks_by_name() -> None:
    assert Inputs((Path("a"),), ("https://wire.test/",)).requested_sources == set()
    assert Inputs((Path("a"),), source="wire").requested_sources == {"wire"}
    assert Inputs((Target("a", "wire"), Target("b", "post"))).requested_sources == {"wire", "post"}
