"""Bylines, and the authors that they name."""

from __future__ import annotations

import pytest

from flows.ingest.authors.byline import parse_authors

IDA, BOTH = ("Ida Wren",), ("Ida Wren", "Leo Marsh")


@pytest.mark.parametrize(
    "text",
    [
        "By Ida Wren and Leo Marsh", "By Ida Wren and Leo Marsh, Associated Courier Writers", "Ida Wren; Leo Marsh",
        "Ida Wren, Leo Marsh", "Ida Wren & Leo Marsh", "Ida Wren with Leo Marsh", "Por Ida Wren y Leo Marsh",
        "Von Ida Wren und Leo Marsh", "Ida Wren et Leo Marsh", "['Ida Wren', 'Leo Marsh']", '["Ida Wren", "Leo Marsh"]',
        ["Ida Wren", "Leo Marsh", "Reuters"], [{"name": "Ida Wren"}, {"name": "Leo Marsh"}], "Ida Wren/Leo Marsh",
    ],
)  # fmt: skip
def test_two_persons_are_split(text: object) -> None:
    assert parse_authors(text) == BOTH


@pytest.mark.parametrize(
    "text",
    [
        "Ida Wren", "Ida Wren, Political Editor", "Ida Wren Political Editor", "Ida Wren in Paris", "Ida Wren, Berlin",
        "Ida Wren for the Courier", "Ida Wren | BBC News", "Ida Wren (Reuters)", "Ida Wren - Harbour Courier",
        "i.wren@courier.test (Ida Wren)", "Ida Wren <i.wren@courier.test>", "Wren, Ida", "Posted by Ida Wren",
        "Ida Wren and agencies", '"Ida Wren"', "<a href='/ida'>Ida Wren</a>",
        {"first_name": "Ida", "last_name": "Wren"},
        "Ida Wren @idawren", "Ida Wren https://courier.test/ida", {"author": {"name": "Ida Wren"}},
    ],
)  # fmt: skip
def test_everything_around_a_name_is_removed(text: object) -> None:
    assert parse_authors(text) == IDA


@pytest.mark.parametrize(
    "name",
    [
        "Ursula von der Leyen", "Charles de Gaulle", "Luigi Di Maio", "José Ortega y Gasset", "Abdel Fattah al-Sisi",
        "J. R. R. Tolkien", "Mary-Jane O’Neil", "Robert Downey Jr.", "Voltaire", "ida wren", "Reuters",
        "山田太郎", "新华社",
        "Department of Food and Farming", "Smith, Jones and Partners",
    ],
)  # fmt: skip
def test_a_whole_name_stays_whole(name: str) -> None:
    assert parse_authors(name) == (name,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بقلم أحمد علي", "أحمد علي"),
        ("Автор: Анна Орлова", "Анна Орлова"),
        ("记者 张三", "张三"),
        ("홍길동 기자", "홍길동"),
    ],
)
def test_prefixes_of_other_languages_are_removed(text: str, expected: str) -> None:
    assert parse_authors(text) == (expected,)


@pytest.mark.parametrize(
    "text",
    ["", "admin", "None", "nan", "[]", "@idawren", "https://courier.test/ida", "jean-claude", None, 5, True, [], {},
     "x" * 10_000, "[" * 3_000, [[[[[["Ida Wren"]]]]]]],
)  # fmt: skip
def test_nobody_is_no_author(text: object) -> None:
    assert parse_authors(text) == ()
