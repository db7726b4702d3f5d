"""Which words of an article are mentions: names, third-person pronouns, and descriptions of who is known by name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.extract.rows import Found

Extract = Callable[[str], Found]


def kinds(found: Found) -> list[tuple[str, str, str | None, str]]:
    return [(row["kind"], row["text"], row["entity_name"], row["label"]) for row in found.mentions]


def test_pronouns_and_roles_mention_who_is_known(extract: Extract) -> None:
    text = (
        "The city’s mayor, Ann Roe, left Rome. “It is safe,” she said, adding that it was new. "
        "The mayor said that she would return."
    )
    found = extract(text)
    assert kinds(found) == [
        ("name", "Ann Roe", "Ann Roe", "PERSON"),
        ("name", "Rome", "Rome", "GPE"),
        ("pronoun", "It", None, "MISC"),
        ("pronoun", "she", "Ann Roe", "PERSON"),
        ("pronoun", "it", None, "MISC"),
        ("nominal", "The mayor", "Ann Roe", "PERSON"),
        ("pronoun", "she", "Ann Roe", "PERSON"),
    ]
    assert len({row["mention_id"] for row in found.mentions}) == len(found.mentions)


def test_a_role_without_a_name_is_no_mention(extract: Extract) -> None:
    found = kinds(extract("A farmer said that the bridge was safe. He said that it was new."))
    assert [kind for kind, *_ in found] == ["pronoun", "pronoun"]


def test_a_title_stays_with_a_fixed_name(extract: Extract) -> None:
    assert ("name", "Lady Gaga", "Lady Gaga", "PERSON") in kinds(extract("Lady Gaga sang in Rome."))


def test_a_department_keeps_its_title_word(extract: Extract) -> None:
    found = extract("The Justice Department said it would appeal.")
    assert ("name", "Justice Department", "Justice Department", "ORG") in kinds(found)


BARE = [
    ("a place before a title", "Fenwick Supervisor Rex Dunn said it rained.", "Rex Dunn"),
    ("a place before a dash", "Nevada - Roe said that it rained.", "Roe"),
    ("letters behind it", "Ben Poe KC said it rained.", "Ben Poe"),
    ("a short rank", "Coun Ann Roe said it rained.", "Ann Roe"),
    ("a West African honorific", "Alhaji Musa Bello said it rained.", "Musa Bello"),
]


@pytest.mark.parametrize(("text", "name"), [case[1:] for case in BARE], ids=[case[0] for case in BARE])
def test_a_name_stands_bare(extract: Extract, text: str, name: str) -> None:
    assert name in [row["entity_name"] for row in extract(text).mentions if row["kind"] == "name"]


def test_a_noun_beside_a_name_tells_the_gender(extract: Extract) -> None:
    found = extract("Khi Roe left Rome with his wife, Ru Roe. Ms. Roe said that it rained.")
    assert found.quotes[-1]["speaker"] == "Ru Roe"
