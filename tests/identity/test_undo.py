"""A decision is taken out of its file; nothing else of the file changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.identity.decisions import DECISIONS
from flows.identity.undo import find_written, list_written, remove_written

HEADER = "verdict,one,other,reason,one_name,other_name"
PRINCE = "same,aaaa11,bbbb22,a stage name,Prince,Roger Nelson"
LONG = 'different,cccc33,dddd44,"mother\r\n\r\nand ""daughter""",Ann Roe,A. Roe'
LAST = "same,eeee55,ffff66,née,Zoë,Zoe"


def write(folder: Path, *lines: str, end: str = "\r\n", start: str = "\ufeff") -> Path:
    path = folder / DECISIONS
    path.write_bytes((start + "".join(line + end for line in (HEADER, *lines))).encode())
    return path


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, PRINCE, "", LONG, LAST)
    assert [(each.first, each.last) for each in list_written(path)] == [(2, 2), (4, 6), (7, 7)]


@pytest.mark.parametrize(
    ("asked", "line", "left"),
    [
        ((), None, (PRINCE, "", LONG)),
        ((), 2, ("", LONG, LAST)),
        ((), 5, (PRINCE, "", LAST)),
        (("Roger Nelson", "prince"), None, ("", LONG, LAST)),
        (("cccc", "dddd44"), None, (PRINCE, "", LAST)),
        (("zoe", "eeee"), None, (PRINCE, "", LONG)),
    ],
)
def test_one_decision_goes_and_the_rest_stays_byte_for_byte(
    tmp_path: Path, asked: tuple[str, ...], line: int | None, left: tuple[str, ...]
) -> None:
    path = write(tmp_path, PRINCE, "", LONG, LAST)
    remove_written(path, find_written(path, asked, line))
    removed = path.read_bytes()
    assert removed == write(tmp_path, *left).read_bytes()


def test_a_last_line_that_is_open_goes_too(tmp_path: Path) -> None:
    path = tmp_path / DECISIONS
    path.write_text(f"{HEADER}\n{PRINCE}\n{LAST}", "utf-8")
    remove_written(path, find_written(path, ()))
    assert path.read_text("utf-8") == f"{HEADER}\n{PRINCE}\n"


def test_decisions_that_contradict_each_other_can_be_undone(tmp_path: Path) -> None:
    path = write(tmp_path, PRINCE, PRINCE.replace("same", "different"))
    assert find_written(path, ()).values[0] == "different"


@pytest.mark.parametrize(
    ("lines", "asked", "line", "message"),
    [
        ((), (), None, "no decisions"),
        ((PRINCE,), (), 1, "no such decision"),
        ((PRINCE,), ("Prince", "Zoë"), None, "no such decision"),
        ((PRINCE, PRINCE.replace("stage", "real")), ("Prince", "bbbb22"), None, "2 decisions are about these two"),
    ],
)
def test_what_is_not_one_decision_is_refused(
    tmp_path: Path, lines: tuple[str, ...], asked: tuple[str, ...], line: int | None, message: str
) -> None:
    path = write(tmp_path, *lines)
    with pytest.raises(UsageError, match=message):
        find_written(path, asked, line)


def test_no_file_has_no_decisions(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no decisions"):
        find_written(tmp_path / DECISIONS, ())
