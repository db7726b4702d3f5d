"""Names of organisations that no list holds."""

from __future__ import annotations

import random

import pytest

from models.bodies import PATTERNS, body, coined, values

NAMES = {"last": ["Quill"], "first": ["Ada"], "city": ["Oslo"], "country": ["Chad"], "norp": ["Malian"]}


def test_a_coined_name_is_one_capitalised_word() -> None:
    drawn = {coined(random.Random(seed)) for seed in range(200)}
    assert len(drawn) > 150
    assert all(name.isalpha() and name[0].isupper() for name in drawn)
    assert any(name.isupper() for name in drawn)


def test_every_pattern_fills() -> None:
    drawn = {body(random.Random(seed), NAMES) for seed in range(1000)}
    assert not any("{" in name for name in drawn)
    assert {"Oslo City Council", "Bank of Chad", "Quill & Quill", "Malian Red Cross"} <= drawn
    assert len(drawn) > len(PATTERNS)


def test_a_kind_that_the_file_lacks_is_an_error() -> None:
    assert "Says" in values("headverb")
    with pytest.raises(KeyError):
        values("no_such_kind")
