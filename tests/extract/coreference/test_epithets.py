"""What everybody calls people and bodies, read from a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.extract.coreference.epithets import NONE, Epithets, find_epithets, read_epithets
from flows.seeds import SeedError

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture
def known(tmp_path: Path) -> dict[str, Epithets]:
    """Two offices of one person, of which one is over, and a firm."""
    rows = (
        "Ann M. Roe,vice president,ohio,2017,office that ended",
        "Ann M. Roe,president,ohio,,office",
        "The Danube Line,carrier; ferry operator,,,kind of body",
    )
    _write(tmp_path, *rows)
    return read_epithets(tmp_path)


def _write(folder: Path, *rows: str) -> None:
    (folder / "epithets.csv").write_text("\n".join(("name,called,places,until,reason", *rows)), encoding="utf-8")
    (folder / "word_groups.csv").write_bytes((SEEDS / "word_groups.csv").read_bytes())


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("", "ohio"),
        ("vice", "vice ohio ex former onetime outgoing"),
        ("former vice", "vice ohio ex former onetime outgoing"),
    ],
)
def test_of_several_offices_the_one_that_fits_is_meant(known: dict[str, Epithets], asked: str, words: str) -> None:
    found = find_epithets(["Roe", "Ann Roe"], known).words_before("president", frozenset(asked.split()))
    assert found == frozenset(words.split())


def test_a_noun_that_is_not_listed_has_no_words(known: dict[str, Epithets]) -> None:
    line = find_epithets(["the Danube Line"], known)
    assert line.words_before("operator", frozenset()) == frozenset({"ferry"})
    assert line.words_before("bank", frozenset()) is None


def test_an_unknown_name_has_no_epithets(known: dict[str, Epithets]) -> None:
    assert find_epithets(["Ben Poe"], known) is NONE


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",mayor,,,office", "name: it is empty"),
        ("Ann Roe,mayor; ,,,office", "called: an epithet"),
        ("Ann Roe,mayor,ohio,lately,office", "until: 'lately' is not a year"),
    ],
)
def test_a_row_without_name_or_noun_is_refused(tmp_path: Path, row: str, column: str) -> None:
    _write(tmp_path, row)
    with pytest.raises(SeedError, match=f"line 2, column {column}"):
        read_epithets(tmp_path)
