"""What must hold before the first step of a night."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from flows.errors import Exit, GateFailed
from flows.nightly.opening import require_rules, require_seeds
from flows.seeds import SeedError
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("file", "written", "instead", "said"),
    [
        (
            "expectations/quotes.json",
            '"critical"',
            '"critcal"',
            r"json, line 17, column 19 \(expectations\.0\.severity\)",
        ),
        ("expectations/mentions.json", "to_be_in_set", "to_be_in_sett", "drops rule mention_complete"),
        (
            "expectations/baselines.csv",
            "source_volume_low,articles",
            "source_volume_low,artikles",
            "line 2, column measure",
        ),
        (
            "sql/checks/quotes_unique.sql",
            "-- severity: critical",
            "-- severity: grave",
            r"sql, line 5, column severity",
        ),
        (
            "sql/checks/quotes_unique.sql",
            "rule_id: quotes_unique",
            "rule_id: articles_unique",
            r"sql, line 1, column rule_id",
        ),
        (
            "expectations/quotes.json",
            '"value_set"',
            '"valueset"',
            r"rule quote_complete \(.*it takes no valueset; did you mean value_set",
        ),
    ],
)
def test_a_misspelt_rule_is_said_before_anything_runs(
    file: str, written: str, instead: str, said: str, tmp_path: Path
) -> None:
    for name in ("expectations", "sql"):
        shutil.copytree(ROOT / name, tmp_path / name)
    require_rules(tmp_path)
    text = (tmp_path / file).read_text("utf-8")
    assert written in text
    (tmp_path / file).write_text(text.replace(written, instead), "utf-8")
    with pytest.raises(GateFailed, match=said) as refusal:
        require_rules(tmp_path)
    assert refusal.value.exit_code is Exit.GATE_FAILED


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
