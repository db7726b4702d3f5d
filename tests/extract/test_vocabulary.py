"""The vocabularies are read from the seeds, and a broken seed is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from flows.errors import Exit
from flows.extract.vocabulary import require_seeds
from flows.seeds import SeedError
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("name", "written", "instead", "said"),
    [
        ("titles", "title,gender", "title,gendre", r"titles\.csv, line 1, column gender: the column is missing"),
        ("parties", "\n", ",more\n", r"parties\.csv, line 2: \d+ fields where the header has"),
        ("given_names", ",female", ",femal", r"given_names\.csv, line \d+, column gender: 'femal' is not one of"),
    ],
)
def test_a_broken_seed_is_said_with_its_line(name: str, written: str, instead: str, said: str, tmp_path: Path) -> None:
    seeds = Path(shutil.copytree(ROOT / "seeds", tmp_path / "seeds"))
    file = seeds / f"{name}.csv"
    file.write_text(file.read_text("utf-8").replace(written, instead, 1), "utf-8")
    with pytest.raises(SeedError, match=said) as refusal:
        require_seeds(seeds)
    assert refusal.value.exit_code is Exit.USAGE


def test_the_seeds_are_well_formed() -> None:
    require_seeds(ROOT / "seeds")
