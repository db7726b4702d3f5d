"""Quotation marks: what stands inside them, and how little an odd one may cost."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flows.extract.text.marks import quoted

INSIDE = [
    ("curly", "“I don’t know,” he said.", ["I don’t know,"]),
    ("straight", 'He said "go" and "stay".', ["go", "stay"]),
    ("mismatched", '“Not that way," she said.', ["Not that way,"]),
    ("wrong way round", "”Not that way,” she said.", ["Not that way,"]),
    ("wrong way round after a blank", "” … not that way,” she said.", ["… not that way,"]),
    ("opening mark closes", "“Not that way,“ she said.", ["Not that way,"]),
    ("two single marks", "''It's ours,'' he said.", ["It's ours,"]),
    ("single", "'I don't like the workers' party,' he said.", ["I don't like the workers' party,"]),
    ("guillemets", "«Basta», she said.", ["Basta"]),
    ("low opening", "„Genug“, she said.", ["Genug"]),
    ("single in double", "“He said ‘no’ twice,” she said.", ["He said ‘no’ twice,", "no"]),
    ("double in single", "‘He said “no” twice,’ she said.", ["He said “no” twice,", "no"]),
    (
        "double in double",
        "“It was “old friends” who left,” he said.",
        ["It was “old friends” who left,", "old friends"],
    ),
    ("straight in straight", 'He wrote "she cried "Go!" and ran."', ['she cried "Go!" and ran.', "Go!"]),
    ("never closed before another", "“It is late. “Go,” he said. “Now,” she said.", ["It is late.", "Go,", "Now,"]),
    ("two opening marks", '"“Go,” he said.\n\n“No,” she said.', ["Go,", "No,"]),
    ("invisible before", "\u202a“Go,” he said.", ["Go,"]),
    ("no space after", "“Go,”he said.", ["Go,"]),
    ("apostrophes", "The workers' rights in the '90s weren't theirs.", []),
    ("feet and inches", "She is 5' 11\" tall and he is 6'2\" in boots.", []),
    ("stray closing mark", "Gone,” he said. “Back.”", ["Back."]),
    ("nothing inside", '"" and “ ”', []),
]


@pytest.mark.parametrize(("text", "inside"), [case[1:] for case in INSIDE], ids=[case[0] for case in INSIDE])
def test_what_stands_inside(text: str, inside: list[str]) -> None:
    assert [text[q.inner_start : q.inner_end] for q in quoted(text)] == inside


def test_a_quotation_over_paragraphs_is_continued() -> None:
    found = quoted("“One.\n\n“Two.\n\n“Three,” he said.")
    assert [(q.is_closed, q.is_continued, q.is_unclosed) for q in found] == [
        (False, True, False),
        (False, True, False),
        (True, False, False),
    ]


def test_unclosed_quotations_end_with_paragraphs() -> None:
    text = "“Never closed, he said.\n\nThe next is “whole”."
    first, second = quoted(text)
    assert first.is_unclosed
    assert text[first.inner_start : first.inner_end] == "Never closed, he said."
    assert text[second.inner_start : second.inner_end] == "whole"


def test_an_odd_mark_costs_one_paragraph() -> None:
    whole = "“Yes,” she said.\n\n“No,” he said."
    odd = 'A stray " here.\n\n' + whole
    assert [odd[q.inner_start : q.inner_end] for q in quoted(odd)][-2:] == ["Yes,", "No,"]


def test_only_the_outer_of_three_quotations_is_outer() -> None:
    found = quoted('“He wrote ‘the "big" man’ once,” she said.')
    assert [(q.inner_end - q.inner_start, q.depth) for q in found] == [(30, 0), (13, 1), (3, 1)]


@example('“ ‘"1"“’')
@given(st.text(alphabet="ab .,\n\"“”‘’'«»„`1\u200b", max_size=200))
def test_spans_stay_in_the_text_and_do_not_cross(text: str) -> None:
    found = quoted(text)
    for q in found:
        assert 0 <= q.start <= q.inner_start < q.inner_end <= q.end <= len(text)
        assert "\n\n" not in text[q.start : q.end]
    outer = [q for q in found if q.depth == 0]
    assert all(a.end <= b.start for a, b in itertools.pairwise(outer))


def test_ten_thousand_marks() -> None:
    assert len(quoted("“a” " * 5_000)) == 5_000
    quoted('"' * 10_000)
    quoted("'" * 10_000)
