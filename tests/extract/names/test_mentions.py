"""Which words of an article are mentions: names, and the pronouns and roles by which known speakers go."""

from __future__ import annotations

from collections.abc import Callable

from flows.extract.rows import Found

Extract = Callable[[str], Found]


def kinds(found: Found) -> list[tuple[str, str, str | None, str]]:
    return [(row["kind"], row["text"], row["entity_name"], row["label"]) for row in found.mentions]


def test_pronouns_of_known_speakers_are_mentions(extract: Extract) -> None:
    text = (
        "The city’s mayor, Ann Roe, left Rome. “It is safe,” she said, adding that it was new. "
        "The mayor said that she would return."
    )
    found = extract(text)
    assert kinds(found) == [
        ("name", "Ann Roe", "Ann Roe", "PERSON"),
        ("name", "Rome", "Rome", "GPE"),
        ("pronoun", "she", "Ann Roe", "PERSON"),
        ("nominal", "The mayor", "Ann Roe", "PERSON"),
    ]
    assert len({row["mention_id"] for row in found.mentions}) == len(found.mentions)


def test_a_role_without_a_name_is_no_mention(extract: Extract) -> None:
    assert kinds(extract("A farmer said that the bridge was safe. He said that it was new.")) == []


def test_a_title_stays_with_a_fixed_name(extract: Extract) -> None:
    assert ("name", "Lady Gaga", "Lady Gaga", "PERSON") in kinds(extract("Lady Gaga sang in Rome."))


def test_a_department_keeps_its_title_word(extract: Extract) -> None:
    found = extract("The Justice Department said it would appeal.")
    assert ("name", "Justice Department", "Justice Department", "ORG") in kinds(found)
