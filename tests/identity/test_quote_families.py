from __future__ import annotations

import random
from datetime import datetime

import polars as pl
import pytest

from flows.identity.quote_families import FAMILIES, MOST_SHARERS, PRINTS, group_quotes
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


def test_prints_of_one_statement_are_one_family_however_many() -> None:
    many = MOST_SHARERS + 10
    short = "will not open again before the engineers have checked every crane"
    found = family(*((SAID if n % 3 else short, "e1", day(1 + n // 40)) for n in range(many)))
    assert found.height == many
    assert found["family_id"].n_unique() == 1


def test_an_article_that_repeats_a_quote_changes_no_other_family() -> None:
    rows = [
        {
            "quote_id": f"q{n}",
            "article_id": f"a{min(n, 2)}",
            "text": SAID,
            "speaker_entity_id": "e1" if n < 2 else "e2",
            "printed_at": day(1),
        }
        for n in range(2 * MOST_SHARERS)
    ]
    found = group_quotes(pl.DataFrame(rows, PRINTS))
    assert found["quote_id"].to_list() == ["q0", "q1"]


def test_several_prints_of_an_outlet_are_each_of_the_family() -> None:
    rows = [
        {"quote_id": f"q{n}", "article_id": f"a{n % 2}", "text": SAID, "printed_at": day(1 + n // 2)} for n in range(6)
    ]
    found = group_quotes(pl.DataFrame(rows, PRINTS))
    assert found.height == 6
    assert found.filter("is_first")["quote_id"].to_list() == ["q0"]


@pytest.mark.parametrize("seed", range(20))
def test_families_of_equal_prints_are_those_of_their_near_pairs(seed: int) -> None:
    rng = random.Random(seed)
    days = [rng.choice([None, *range(400)]) if rng.random() < 0.2 else rng.randrange(400) for _ in range(25)]
    prints = [(f"q{n:02}", f"a{rng.randrange(5)}", at if n else None) for n, at in enumerate(days)]
    prints = prints[rng.randrange(2) :]
    rows = [
        {"quote_id": key, "article_id": article, "text": SAID, "printed_at": None if at is None else day(1 + at)}
        for key, article, at in prints
    ]
    families = group_quotes(pl.DataFrame(rows, PRINTS)).rows_by_key("family_id", named=True).values()
    found = sorted(sorted(row["quote_id"] for row in group) for group in families)
    assert found == join_pairs(prints)


def join_pairs(prints: list[tuple[str, str, int | None]]) -> list[list[str]]:
    """Groups over all pairs in two articles within thirty days."""
    groups = {key: {key} for key, _, _ in prints}
    for one, article, at in prints:
        for other, elsewhere, then in prints:
            if article != elsewhere and (at is None or then is None or abs(at - then) <= 30):
                groups[one] |= groups[other]
                for key in groups[one]:
                    groups[key] = groups[one]
    return sorted({tuple(sorted(group)): sorted(group) for group in groups.values() if len(group) > 1}.values())


def test_no_quotes_give_no_families() -> None:
    assert group_quotes(PRINTS.to_frame()).schema == FAMILIES
