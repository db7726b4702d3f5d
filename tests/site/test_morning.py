"""The first sentences of the front page: who rose is said of enough articles only, and with what it is compared."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from flows.site.morning import _lead


def lead(total_now: int, total_before: int, change: float = 12.5) -> str:
    mover: dict[str, Any] = {"name": "Galway", "change": change, "total_now": total_now, "total_before": total_before}
    lists: dict[str, list[dict[str, Any]]] = {"morning_speakers": [], "morning_topics": []}
    return _lead({**lists, "morning_movers": [mover | {"before_from": date(2026, 11, 9)}]}, 20)


def test_the_riser_is_named_with_what_it_is_compared_with() -> None:
    assert lead(20, 40) == "Galway rose most against 40 articles since 9 November 2026."


@pytest.mark.parametrize(("now", "before", "change"), [(19, 40, 12.5), (20, 39, 12.5), (2, 1, 50.0), (20, 40, -1.0)])
def test_few_articles_have_no_riser(now: int, before: int, change: float) -> None:
    assert lead(now, before, change) == ""
