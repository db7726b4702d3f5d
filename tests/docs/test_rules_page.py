"""The page on the rules says what the rules say."""

from __future__ import annotations

import pytest

from flows.extract.rules.registry import RULES
from flows.extract.rules.table import PAGE, replace_table


def test_the_page_has_the_rules_as_they_are() -> None:
    page = PAGE.read_text("utf-8")
    assert replace_table(page) == page, "the rules have changed: run `python -m flows.extract.rules.table`"


def test_every_rule_has_a_section() -> None:
    page = PAGE.read_text("utf-8")
    assert [rule.id for rule in RULES if f"### `{rule.id}`" not in page] == []


def test_a_page_without_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="the page needs the lines <!-- rules"):
        replace_table("# Rules")
