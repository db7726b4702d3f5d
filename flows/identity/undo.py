"""Decisions as they stand in their file, line by line, so that one can be taken out and the rest stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from flows.errors import UsageError, name_unwritable
from flows.identity.decisions import HEADER
from flows.seeds import read_seed
from flows.system.whole_files import write_whole

FEWEST_CHARACTERS = 4
"""Characters of an id that mean it, as for `onrecord entities show`."""


@dataclass(frozen=True, slots=True)
class WrittenDecision:
    """A decision and the lines of the file that hold it, `first` to `last`, from 1. `values` are those of `HEADER`."""

    first: int
    last: int
    values: tuple[str, ...]

    def __str__(self) -> str:
        verdict, one, other, reason, *names = self.values
        shown = (f"{name} ({key})" if name else key for key, name in zip((one, other), names, strict=True))
        return f"line {self.first}: {' and '.join(shown)}: {verdict}, because: {reason}"


def list_written(path: Path) -> list[WrittenDecision]:
    """The decisions of a file in its order, those too that contradict each other; none where it is missing.

    Raises `UsageError` where the file is no CSV with the columns of decisions.
    """
    if not path.exists():
        return []
    lines = _split_lines(path.read_bytes())
    written: list[WrittenDecision] = []
    before = 1
    for row in read_seed(path.parent, path.stem, HEADER):
        first = next(n for n in range(before, row.line) if lines[n].strip()) + 1
        written.append(WrittenDecision(first, row.line, tuple(row[column] for column in HEADER)))
        before = row.line
    return written


def find_written(path: Path, asked: Sequence[str], line: int | None = None) -> WrittenDecision:
    """The decision of a line, the one about two entities (their names or ids in any order), or the last.

    Raises `UsageError` if there is none, or several are about these entities.
    """
    written = list_written(path)
    found = [each for each in written if _is_meant(each, asked, line)]
    if not found:
        raise UsageError(f"{path}: {'no such decision' if written else 'no decisions'}. Nothing was removed.")
    if asked and len(found) > 1:
        several = "".join(f"\n  {each}" for each in found)
        raise UsageError(f"{path}: {len(found)} decisions are about these two; name one with --line:{several}")
    return found[-1]


def _is_meant(written: WrittenDecision, asked: Sequence[str], line: int | None) -> bool:
    if line is not None:
        return written.first <= line <= written.last
    if not asked:
        return True
    one, other = asked
    sides = tuple(zip(written.values[1:3], written.values[4:6], strict=True))
    return any(_is_called(a, one) and _is_called(b, other) for a, b in (sides, sides[::-1]))


def _is_called(side: tuple[str, str], called: str) -> bool:
    key, name = side
    return called.casefold() == name.casefold() or (len(called) >= FEWEST_CHARACTERS and key.startswith(called))


def remove_written(path: Path, written: WrittenDecision) -> None:
    """Take a decision out of its file; the other lines stay byte for byte."""
    lines = _split_lines(path.read_bytes())
    del lines[written.first - 1 : written.last]
    with name_unwritable(path):
        write_whole(path.resolve(), "".join(lines).encode("utf-8"))


def _split_lines(content: bytes) -> list[str]:
    """The lines as a CSV reader counts them, with their ends."""
    return StringIO(content.decode("utf-8"), newline="").readlines()
