from __future__ import annotations

from pathlib import Path

import pytest

from flows.enums import Label
from flows.seeds import SeedError, read_seed


def write(folder: Path, text: str) -> Path:
    (folder / "roles.csv").write_bytes(text.encode("latin-1"))
    return folder


def test_rows_carry_their_line(tmp_path: Path) -> None:
    rows = read_seed(write(tmp_path, "noun,label\nmayor,PERSON\n\ncouncil,ORG\n"), "roles", ("noun",))
    assert [(row.line, row["noun"]) for row in rows] == [(2, "mayor"), (4, "council")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("noun\nmayor\n", "roles.csv, line 1, column label: the column is missing."),
        ("noun,label\nmayor\n", "roles.csv, line 2: 1 fields where the header has 2."),
        ('noun,label\n"mayor"x,PERSON\n', "roles.csv, line 2: not valid CSV"),
        ("noun,label\nma\xefor,PERSON\n", "roles.csv: byte 13 is not valid UTF-8."),
    ],
)
def test_malformed_files_are_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SeedError, match="roles") as raised:
        read_seed(write(tmp_path, text), "roles", ("noun", "label"))
    assert message in str(raised.value)


def test_missing_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"roles\.csv is missing"):
        read_seed(tmp_path, "roles")


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "roles.csv").mkdir()
    with pytest.raises(SeedError, match=r"roles\.csv cannot be read"):
        read_seed(tmp_path, "roles")


def test_wrong_values_name_their_column(tmp_path: Path) -> None:
    row = read_seed(write(tmp_path, "noun,label,share\nmayor,PERSOM,high\n"), "roles")[0]
    with pytest.raises(SeedError, match=r"line 2, column label: 'PERSOM' is not one of PERSON, ORG"):
        row.choice("label", Label)
    with pytest.raises(SeedError, match=r"line 2, column share: 'high' is not a number"):
        row.number("share")
    with pytest.raises(SeedError, match=r"column share: 'nan' is not a number"):
        read_seed(write(tmp_path, "noun,label,share\nmayor,PERSON,nan\n"), "roles")[0].number("share")
