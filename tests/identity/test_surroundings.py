from __future__ import annotations

import pytest

from flows.identity.chains import read_chains
from flows.identity.surroundings import Mark, find_marks, find_told_label
from tests.identity.test_kinds import label, read_units
from tests.identity.warehouses import names


def marks(text: str, name: str, *, is_person: bool = False) -> set[Mark]:
    start = text.index(name)
    return set(find_marks(text, start, start + len(name), {start}, names(), is_person=is_person))


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("I saw “Orange Is the Lake” there", "Lake", Mark.QUOTED),
        ("the end of ''Hail, Velmont!'' was", "Velmont", Mark.QUOTED),
        ("in 'Finding Velmont,' he sings", "Velmont", Mark.QUOTED),
        ("they wrote #velmont there", "velmont", Mark.TAGGED),
        ("the ruling in Okoro v. Finch was", "Okoro", Mark.CASE),
        ("the ruling in Okoro v. Finch was", "Finch", Mark.CASE),
        ("the Velmont Standard left", "Velmont", Mark.CUT_OFF),
        ("They left. Velmont stayed", "Velmont", Mark.OPENING),
    ],
)
def test_marks_of_words_that_are_no_name(text: str, name: str, expected: Mark) -> None:
    assert marks(text, name) == {expected}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“I met Velmont there,” he said", "Velmont"),
        ("the U.S. Velmont office", "Velmont"),
        ("the firm Velmont and others", "Velmont"),
        ("Mr. Okoro's Velmont", "Velmont"),
    ],
)
def test_names_in_running_text_have_no_marks(text: str, name: str) -> None:
    assert marks(text, name) == set()


def test_a_persons_name_in_a_title_is_the_person() -> None:
    assert marks("on “The Night with Anna Roe,” he sang", "Anna Roe", is_person=True) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Velmont, the maker of pumps", "ORG"),
        ("Velmont (VLM), a Danish pump company, left", "ORG"),
        ("Velmont, one of the largest banks in Oslo", "ORG"),
        ("Velmont, a remote valley, slept", "LOC"),
        ("Velmont, a town of 900", "GPE"),
        ("Velmont, the film that won", "MISC"),
        ("in Velmont, Ohio, they met", "GPE"),
        ("in Velmont, N.H., they met", "GPE"),
        ("in Velmont, Ohio. They met", "GPE"),
        ("they met Velmont, Finch, and Roe", ""),
        ("the Oslo-based pump maker Velmont", "ORG"),
        ("two Velmont newspapers", "ORG"),
        ("the public relations firm Velmont, left", "ORG"),
        ("the firm Velmont founded", ""),
        ("whose latest start-up, Velmont, makes pumps", "ORG"),
        ("his chairman, Velmont, left", ""),
        ("a fund called Velmont left", "ORG"),
        ("at the Velmont casino", "LOC"),
        ("of the Velmont pipeline", "LOC"),
        ("at his new Velmont hotel", "LOC"),
        ("a Velmont hotel", ""),
        ("the Velmont administration", "PERSON"),
        ("her son, Velmont, left", "PERSON"),
        ("26-year-old Velmont left", "PERSON"),
        ("Velmont, 26, left", "PERSON"),
        ("Velmont, the bank's chairman", ""),
        ("Velmont, a company spokesman", ""),
        ("Velmont, the chairman of a bank", ""),
    ],
)
def test_words_beside_a_name_tell_its_label(text: str, expected: str) -> None:
    start = text.index("Velmont")
    assert find_told_label(text, start, start + len("Velmont"), names()) == expected


@pytest.mark.parametrize("name", ["U.S.", "Russian", "GOP", "Chicago"])
def test_an_administration_may_be_no_persons(name: str) -> None:
    text = f"the {name} administration"
    assert find_told_label(text, 4, 4 + len(name), names()) != "PERSON"


def test_what_is_told_once_holds_for_the_article() -> None:
    text = "Velmont, the maker of pumps, fell. Later Velmont rose."
    assert label(text, ("Velmont", "PERSON")) == "ORG"


def test_a_title_tells_more_than_other_words() -> None:
    text = "Mr. Okoro left. His firm, Okoro, stayed."
    at = text.rindex("Okoro")
    rows = [
        {"entity_id": "c", "entity_name": "Okoro", "kind": "name", "label": "PERSON", "text": "Okoro"}
        | {"start_char": start, "end_char": start + len("Okoro")}
        for start in (text.index("Okoro"), at)
    ]
    assert read_chains({"title": None, "text": text}, rows, names())[0].chain.label == "PERSON"


def test_a_full_name_stays_a_person() -> None:
    assert label("Anna Roe, the maker of films, left.", ("Anna Roe", "PERSON")) == "PERSON"


@pytest.mark.parametrize(
    ("text", "name", "given", "expected"),
    [
        ("They said that Overall was low.", "Overall", "PERSON", "MISC"),
        ("They met Mr. Band there.", "Band", "PERSON", "PERSON"),
        ("They read Slate there.", "Slate", "ORG", "ORG"),
        ("William Roe, Jr. left.", "Jr", "ORG", "MISC"),
        ("The ruling Okoro v. Finch stands.", "Okoro v. Finch", "PERSON", "MISC"),
        ("It runs from 6AM on.", "6AM", "ORG", "MISC"),
        ("They asked David J. Okoro there.", "David J. Okoro", "ORG", "PERSON"),
        ("They told DrinkPollster there.", "DrinkPollster", "PERSON", "ORG"),
        ("They opened Okoro.com there.", "Okoro.com", "PERSON", "ORG"),
        ("They spoke to DeMille there.", "DeMille", "PERSON", "PERSON"),
        ("At the corner of Stanton Street.", "Stanton Street", "GPE", "LOC"),
        ("Across the West they wait.", "West", "NORP", "LOC"),
        ("Mr. West left.", "West", "PERSON", "PERSON"),
        ("They met in Velmont, Ohio, there.", "Velmont", "PERSON", "GPE"),
        ("They met at Velmont, Ohio, there.", "Velmont", "ORG", "ORG"),
        ("Many Southerners left.", "Southerners", "ORG", "NORP"),
        ("They asked the Committee there.", "Committee", "ORG", "MISC"),
        ("It costs 19 Velmont cents.", "19 Velmont", "EVENT", "MISC"),
        ("At the 2008 Velmont Games.", "2008 Velmont Games", "EVENT", "EVENT"),
        ("On Christmas they left.", "Christmas", "GPE", "EVENT"),
        ("Segregation and Jim Crow were law.", "Jim Crow", "PERSON", "MISC"),
    ],
)
def test_kinds_that_surroundings_and_lists_tell(text: str, name: str, given: str, expected: str) -> None:
    assert label(text, (name, given)) == expected


def test_a_house_of_a_president_is_the_house() -> None:
    text = "Anna Okoro left the Okoro White House."
    units = read_units(text, ("Okoro White House", "LOC"), ("Anna Okoro", "PERSON"))
    assert "white house" in units["base"].to_list()


def test_a_senate_of_a_party_is_the_senate() -> None:
    text = "The Senate rose. The Republican Senate met."
    units = read_units(text, ("Republican Senate", "ORG"), ("Senate", "ORG"))
    assert units["base"].n_unique() == 1
