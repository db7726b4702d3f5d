"""What must hold before the first step of a night."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from flows.errors import Exit, GateFailed
from flows.nightly.opening import require_rules
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
