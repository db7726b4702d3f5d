"""Corpora against the versions that the weights were trained on."""

from __future__ import annotations

from pathlib import Path

from models.checksums import differences, read_sums


def test_missing_and_changed_files_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "same").write_bytes(b"")
    (tmp_path / "other").write_bytes(b"moved on")
    sums = tmp_path / "sums"
    empty = "d41d8cd98f00b204e9800998ecf8427e"
    sums.write_text(f"{empty}  same\n{empty}  other\n{empty}  gone\n")
    assert differences(tmp_path, read_sums(sums)) == {"other": "changed", "gone": "missing"}
