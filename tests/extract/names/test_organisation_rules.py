"""Names of bodies that "and" would cut in two."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.extract.rows import Found


@pytest.mark.parametrize(
    "name", ["Customs and Border Protection", "Health and Human Services", "Department of Fish and Game"]
)
def test_an_office_is_one_name(extract: Callable[[str], Found], name: str) -> None:
    found = extract(f"{name} said that the gate would open in May.")
    assert name in {row["text"] for row in found.mentions}
