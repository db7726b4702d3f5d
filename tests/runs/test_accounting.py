"""Every input ends in exactly one outcome."""

from __future__ import annotations

from contextlib import nullcontext

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.enums import Outcome
from flows.errors import GateFailed, OnRecordError
from flows.records import OUTCOMES, QUARANTINE
from flows.runs.accounting import (
    add_inputs,
    count_outcomes,
    count_reached_articles,
    require_handed_on,
    require_some_loaded,
    settle_outcomes,
)


def outcomes(*rows: tuple[str, str, str | None]) -> pl.DataFrame:
    """Rows of input, outcome and article."""
    records = [{"input": name, "outcome": ended, "article_id": article} for name, ended, article in rows]
    return pl.DataFrame(records, schema=OUTCOMES)


def refusals(*rows: tuple[str, str | None, str]) -> pl.DataFrame:
    """Rows of table, article and rule."""
    records = [
        {"table_name": t, "article_id": article, "rule": rule, "reason": f"{rule}!"} for t, article, rule in rows
    ]
    return pl.DataFrame(records, schema=QUARANTINE)


def ended(frame: pl.DataFrame) -> list[tuple[str, str | None, str | None]]:
    return frame.select("outcome", "rule", "reason").rows()


def test_a_refused_article_is_quarantined_by_its_first_refusal() -> None:
    settled = settle_outcomes(
        outcomes(("a.txt", "loaded", "a"), ("b.txt", "revised", "b")),
        refusals(("articles", "a", "extraction_error"), ("articles", "a", "title_present")),
    )
    assert ended(settled) == [("quarantined", "extraction_error", "extraction_error!"), ("revised", None, None)]


def test_a_refused_quote_leaves_its_article() -> None:
    settled = settle_outcomes(
        outcomes(("a.txt", "loaded", "a")), refusals(("quotes", "a", "bounds"), ("mentions", "a", "kind"))
    )
    assert ended(settled) == [("loaded", None, None)]


def test_an_input_that_became_no_article_stays_as_it_ended() -> None:
    settled = settle_outcomes(outcomes(("a.pdf", "skipped", None)), refusals(("articles", None, "nameless")))
    assert ended(settled) == [("skipped", None, None)]


def test_a_refused_row_names_the_input_that_brought_its_article() -> None:
    brought = outcomes(("a", "loaded", "x"), ("a again", "repeated", "x"), ("b", "loaded", "y"))
    taken = add_inputs(refusals(("quotes", "x", "span"), ("quotes", "x", "kind"), ("articles", None, "lost")), brought)
    assert taken["input"].to_list() == ["a", "a", None]
    assert taken.schema == QUARANTINE


def test_the_articles_of_a_night_are_the_known_ones_too() -> None:
    brought = (("a", "loaded", "a"), ("a again", "repeated", "a"), ("b", "unchanged", "b"), ("c", "failed", None))
    assert count_reached_articles(outcomes(*brought)) == 2


names = st.sampled_from([f"a{number}" for number in range(6)])
inputs = st.lists(st.tuples(st.sampled_from(list(Outcome)), st.none() | names), max_size=12)
refused = st.lists(
    st.tuples(st.sampled_from(["articles", "quotes"]), st.none() | names, st.text(max_size=3)), max_size=12
)


@settings(max_examples=40, deadline=None)
@given(inputs, refused)
def test_settling_loses_no_input_and_counts_none_twice(
    rows: list[tuple[Outcome, str | None]], taken: list[tuple[str, str | None, str]]
) -> None:
    before = outcomes(*((f"{number}.txt", row[0].value, row[1]) for number, row in enumerate(rows)))
    after = settle_outcomes(before, refusals(*taken))
    assert after.schema == OUTCOMES
    assert after["input"].to_list() == before["input"].to_list()
    counts = count_outcomes(after, len(rows))
    assert list(counts) == list(Outcome)
    gone = {article for table, article, _ in taken if table == "articles" and article}
    quarantined = sum(row[0] is Outcome.QUARANTINED or row[1] in gone for row in rows)
    assert counts[Outcome.QUARANTINED] == quarantined


@pytest.mark.parametrize(
    ("names", "inputs"),
    [(["a"], 2), (["a", "b"], 1), (["a", "a"], 2), ([], 1), (["a", "a", "b"], 2)],
    ids=["one lost", "one too many", "one twice, one lost", "all lost", "one twice"],
)
def test_a_sum_that_does_not_come_out_stops_the_night(names: list[str], inputs: int) -> None:
    with pytest.raises(OnRecordError, match="lost or counted twice"):
        count_outcomes(outcomes(*((name, "loaded", name) for name in names)), inputs)


def judge(*ends: str, rule: str | None = None) -> None:
    frame = outcomes(*((str(number), end, None) for number, end in enumerate(ends))).with_columns(rule=pl.lit(rule))
    require_some_loaded(count_outcomes(frame, len(ends)), frame)


@pytest.mark.parametrize("end", ["loaded", "revised", "unchanged", "repeated"])
def test_one_article_is_enough(end: str) -> None:
    judge("quarantined", "failed", end)


def test_a_night_without_inputs_is_quiet_not_failed() -> None:
    judge()


def test_a_night_in_which_servers_had_nothing_new_is_not_failed() -> None:
    judge("skipped", "skipped", rule="not_modified")


def test_inputs_of_which_none_could_be_loaded_stop_the_night() -> None:
    with pytest.raises(GateFailed, match=r"1 skipped, 2 quarantined"):
        judge("quarantined", "skipped", "quarantined")


def test_the_night_says_why_nothing_could_be_loaded() -> None:
    rows = [
        {
            "input": f"/in/{number}.enex",
            "outcome": "quarantined",
            "rule": "empty",
            "reason": "the file holds no article",
        }
        for number in range(7)
    ]
    frame = pl.DataFrame(rows, schema=OUTCOMES)
    with pytest.raises(GateFailed, match=r"/in/0\.enex: the file holds no article\. .* And 2 more\."):
        require_some_loaded(count_outcomes(frame, 7), frame)


@pytest.mark.parametrize(
    ("handed_on", "said"),
    [
        (["a", "b"], None),
        (["a", "b", "c"], None),  # unchanged, and extracted anew
        (["a"], "1 articles were lost before the load, and 0 articles belong"),
        (["a", "b", "d"], "0 articles were lost before the load, and 1 articles belong"),  # refused, and yet there
        (["a", "b", "e"], "0 articles were lost before the load, and 1 articles belong"),
    ],
)
def test_what_is_loaded_is_what_the_outcomes_say(handed_on: list[str], said: str | None) -> None:
    settled = outcomes(
        ("a.txt", "loaded", "a"),
        ("again.txt", "repeated", "a"),
        ("b.txt", "revised", "b"),
        ("c.txt", "unchanged", "c"),
        ("d.txt", "quarantined", "d"),
        ("f.txt", "failed", None),
    )
    with pytest.raises(OnRecordError, match=said) if said else nullcontext():
        require_handed_on(settled, pl.DataFrame({"article_id": handed_on}))


def test_inputs_that_are_forgotten_are_no_failure() -> None:
    rows = [{"input": "a", "source": None, "outcome": "skipped", "rule": "forgotten", "reason": "", "article_id": None}]
    outcomes = pl.DataFrame(rows, schema=OUTCOMES)
    require_some_loaded(count_outcomes(outcomes, 1), outcomes)
