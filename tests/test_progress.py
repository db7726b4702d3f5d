"""What a step says about its units."""

from __future__ import annotations

import pytest

from flows.progress import count_units


@pytest.mark.parametrize(
    ("count", "unit", "said"),
    [(1, "shards", "1 shard"), (2, "shards", "2 shards"), (0, "inputs", "0 inputs"), (1, "addresses", "1 address")],
)
def test_units_are_counted_in_words(count: int, unit: str, said: str) -> None:
    assert count_units(count, unit) == said
