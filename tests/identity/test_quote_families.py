from __future__ import annotations

from datetime import datetime

import polars as pl
import pytest

from flows.identity.quote_families import FAMILIES, PRINTS, group_quotes
from tests.identity.warehouses import day

SAID = "The harbour will not open again before the engineers have checked every crane"


def family(*prints: tuple[str, str | None, datetime | None]) -> pl.DataFrame:
    rows = [
        {"quote_id": f"q{i}", "article_id": f"a{i}", "text": text, "speaker_entity_id": speaker, "printed_at": at}
        for i, (text, speaker, at) in enumerate(prints)
    ]
    return group_quotes(pl.DataFrame(rows, PRINTS))


@pytest.mark.parametrize(
    "other",
    [
        SAID,
        SAID.upper(),
        "will not open again before the engineers have checked every crane",
        "The harbour will not open again",
        "The harbour will not reopen before the engineers have checked every crane",
        f"I say it again: {SAID.lower()}, and that takes time.",
        "The harbour will not open again … have checked every crane",
        "The harbour ... before the engineers have checked every crane",
        "[It] will not open again before [they] have checked every crane",
        "The port will not reopen again until the engineers have tested every crane",
    ],
)
def test_variants_of_a_statement_are_one_family(other: str) -> None:
    found = family((SAID, "e1", day(1)), (other, "e1", day(2)))
    assert found["family_id"].n_unique() == 1
    assert found.filter("is_first")["quote_id"].to_list() == ["q0"]


def test_loose_wording_needs_a_known_speaker() -> None:
    loose = "The port will not reopen again until the engineers have tested every crane"
    assert family((SAID, None, day(1)), (loose, None, day(1))).is_empty()


def test_parts_in_another_order_are_no_family() -> None:
    assert family((SAID, "e1", day(1)), ("every crane … the engineers … not open again", "e1", day(1))).is_empty()


def test_two_speakers_are_no_family() -> None:
    assert family((SAID, "e1", day(1)), (SAID, "e2", day(1))).is_empty()


def test_unknown_speakers_join_the_known_one() -> None:
    assert family((SAID, "e1", day(1)), (SAID, None, day(1))).height == 2


def test_statements_months_apart_are_no_family() -> None:
    assert family((SAID, "e1", day(1)), (SAID, "e1", day(90))).is_empty()


def test_undated_prints_come_last() -> None:
    found = family((SAID, "e1", None), (SAID, "e1", day(5)))
    assert found.filter("is_first")["quote_id"].to_list() == ["q1"]


def test_short_and_scattered_words_are_no_family() -> None:
    assert family(("No comment on that", "e1", day(1)), ("No comment on that", "e1", day(1))).is_empty()
    long = "I do not know. " + "Many other words stand here between them today. " * 4 + "I will see what happens."
    assert family(("I do not know what I will see", "e1", day(1)), (long, "e1", day(1))).is_empty()


def test_no_quotes_give_no_families() -> None:
    assert group_quotes(PRINTS.to_frame()).schema == FAMILIES
