"""Attributions at the end of a sentence."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Extract, said

CASES = [
    ("A driver was over the limit, a court has heard.", ("court", ["A driver was over the limit"])),
    ("Ben Poe drove home, the court heard.", ("court", ["Ben Poe drove home"])),
    ("The bridge will close in June, Ann Roe said Tuesday.", ("Ann Roe", ["The bridge will close in June"])),
    ("The bridge will close in June, Ann Roe said late Tuesday.", ("Ann Roe", ["The bridge will close in June"])),
    ("The bridge will close in June, said Ann Roe Tuesday.", ("Ann Roe", ["The bridge will close in June"])),
    ("The bridge will close in June, Ann Roe said in court.", ("Ann Roe", ["The bridge will close in June"])),
    ("Thousands of jobs are at risk, MPs have warned.", ("MPs", ["Thousands of jobs are at risk"])),
    ("The bridge will close, the council's leader, Ann Roe, 54, said.", ("Ann Roe", ["The bridge will close"])),
    ("The dam is safe, a spokesman for the firm, Ben Poe, told us.", ("Ben Poe", ["The dam is safe"])),
    ("The river is rising, Ann Roe, 42, of Fenwick, said.", ("Ann Roe", ["The river is rising"])),
    ("The river is rising, Ann Roe, who leads the council, said.", ("Ann Roe", ["The river is rising"])),
    ("The plan failed, the mayor, Ann Roe, a Democrat, said.", ("Ann Roe", ["The plan failed"])),
]

OTHERS = [
    "Ann Roe won twice, a fact he often mentions.",
    "She heard the bells.",
    "The state will store the grain, a plan announced earlier this year.",
]


@pytest.mark.parametrize(("text", "row"), CASES)
def test_an_attribution_ends_its_sentence(extract: Extract, text: str, row: tuple[str, list[str]]) -> None:
    assert said(text, extract(text)) == [row]


@pytest.mark.parametrize("text", OTHERS)
def test_a_remark_is_no_attribution(extract: Extract, text: str) -> None:
    assert extract(text).quotes == []
