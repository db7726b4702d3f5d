"""How answers are scored: weights by themselves, and units that see signs together."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.extract.coreference.weights import BIAS, OUTPUT, Anaphor, Scorer, read_scorers
from flows.seeds import SeedError

WEIGHTS = {"near": 1.5, "subject": 0.5}
BOTH = {"near": [1.0, 0.0], "subject": [1.0, -1.0], BIAS: [-1.0, 0.0], OUTPUT: [2.0, 4.0]}
"""The first unit is above zero where both signs hold, the second never."""


def test_weights_add_up() -> None:
    assert Scorer(WEIGHTS, {}).score([["near", "subject"], ["near", "no such sign"], []]) == [2.0, 1.5, 0.0]


def test_units_see_signs_together() -> None:
    scorer = Scorer(WEIGHTS, BOTH)
    assert scorer.add([["near", "subject"], ["near"], ["no such sign"], []]) == [2.0, 0.0, 0.0, 0.0]
    assert scorer.score([["near", "subject"], ["near"]]) == [4.0, 1.5]


def write(folder: Path, *units: str) -> Path:
    (folder / "coreference_weights.csv").write_text("feature,person,they,it,role,body,reason\nnear,1,0,0,0,0,r\n")
    rows = "".join(f"{unit}\n" for unit in units)
    (folder / "coreference_units.csv").write_text(f"anaphor,feature,weights,reason\n{rows}")
    return folder


def test_a_kind_without_units_has_weights_alone(tmp_path: Path) -> None:
    scorers = read_scorers(write(tmp_path, "role,bias,0 1,r", "role,near,1 1,r", "role,output,1 1,r"))
    assert scorers[Anaphor.PERSON].score([["near"]]) == [1.0]
    assert scorers[Anaphor.ROLE].score([["near"]]) == [3.0]


@pytest.mark.parametrize(
    ("units", "message"),
    [
        (["role,near,1 1,r"], "role has no line bias and no line output. Restore the file"),
        (["role,bias,,r", "role,output,,r"], "role has no line bias and no line output"),
        (["role,bias,0 1,r", "role,output,1,r"], "line 3, column weights: 1 numbers where the lines before"),
        (["role,bias,0 x,r"], "line 2, column weights: '0 x' is not a list of numbers"),
        (["role,bias,0 nan,r"], "line 2, column weights: '0 nan' is not a list of numbers"),
        (["role,bias,0,r", "role,bias,1,r"], "line 3, column feature: 'bias' has a line already"),
        (["mayor,bias,0,r"], "line 2, column anaphor: 'mayor' is not one of"),
    ],
)
def test_a_broken_layer_is_refused(tmp_path: Path, units: list[str], message: str) -> None:
    with pytest.raises(SeedError, match=r"coreference_units\.csv") as raised:
        read_scorers(write(tmp_path, *units))
    assert message in str(raised.value)
