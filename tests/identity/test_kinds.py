from __future__ import annotations

import polars as pl
import pytest

from flows.identity.units import make_units
from flows.records import MENTIONS, UTC, digest
from tests.identity.warehouses import names

Mention = tuple[str, str]


def read_units(text: str, *named: Mention) -> pl.DataFrame:
    """The units of an article; a mention stands where its words stand first."""
    rows = [
        {
            "mention_id": digest(name),
            "article_id": "a",
            "entity_id": digest("chain", name),
            "entity_name": name,
            "kind": "name",
            "label": label,
            "text": name,
            "start_char": text.index(name),
            "end_char": text.index(name) + len(name),
        }
        for name, label in named
    ]
    schema = {"article_id": pl.String(), "title": pl.String(), "text": pl.String(), "published_at": UTC}
    return make_units(
        pl.DataFrame([("a", None, text, None)], schema, orient="row"), pl.DataFrame(rows, MENTIONS), names()
    ).units


def read(text: str, *named: Mention) -> dict[str, tuple[str, str]]:
    """The name and label of each mention's identity in an article."""
    found = {row["chain_id"]: (row["name"], row["label"]) for row in read_units(text, *named).iter_rows(named=True)}
    return {name: found[digest("chain", name)] for name, _ in named}


def label(text: str, *named: Mention) -> str:
    return read(text, *named)[named[0][0]][1]


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("Velmont Examiner", "GPE", "ORG"),
        ("Harbour Street Hotel", "ORG", "LOC"),
        ("Clean Rivers Act", "ORG", "MISC"),
        ("Ostrand Democrat", "ORG", "MISC"),
        ("Treasury Secretary", "PERSON", "MISC"),
        ("anti-Marsh", "ORG", "MISC"),
        ("@velmont", "PERSON", "MISC"),
        ("T.Q.R.", "PERSON", "ORG"),
        ("Anna Hotel", "PERSON", "PERSON"),
        ("Velmont", "GPE", "GPE"),
        ("Velmont45", "GPE", "ORG"),
        ("Harbour St.", "GPE", "LOC"),
        ("Velmont Center for Harbours", "LOC", "ORG"),
        ("Anna Roe Center", "LOC", "ORG"),
        ("Velmont Center", "LOC", "LOC"),
        ("East Germany", "LOC", "GPE"),
        ("Velmontism", "ORG", "MISC"),
        ("Bill of Rights", "ORG", "MISC"),
        ("nonlocals", "PERSON", "MISC"),
        ("velmont", "ORG", "ORG"),
        ("Israeli Arabs", "ORG", "NORP"),
        ("Cleveland Indians", "ORG", "ORG"),
    ],
)
def test_words_of_a_name_tell_its_kind(name: str, given: str, expected: str) -> None:
    assert label(f"They wrote of {name}, and went.", (name, given)) == expected


@pytest.mark.parametrize(
    "name",
    [
        *("Okoro-Finch", "France-Germany", "Republican Iowa", "Democrat of Ohio", "Sino-Kurd", "EU and NATO"),
        *("Okoro’s Ohio", "David Okoro Ohio", "Associated Press and Harbour Networks"),
    ],
)
def test_two_names_in_one_are_no_name(name: str) -> None:
    text = f"David Okoro met Robert Finch. Of {name} they said nothing."
    assert label(text, (name, "ORG"), ("David Okoro", "PERSON"), ("Robert Finch", "PERSON")) == "MISC"


def test_two_full_names_with_a_hyphen_are_no_name() -> None:
    assert label("It was Anna Okoro-Ruth Finch II.", ("Anna Okoro-Ruth Finch", "PERSON")) == "MISC"


def test_hyphens_are_a_part_of_one_name() -> None:
    assert label("Ana Okoro-Finch spoke.", ("Ana Okoro-Finch", "PERSON")) == "PERSON"


@pytest.mark.parametrize(
    "text", ["She read “Harbour Days.”", "“Harbour Days of the North” is new.", "''Harbour Days,''"]
)
def test_titles_in_marks_are_works(text: str) -> None:
    assert label(text, ("Harbour Days", "ORG")) == "MISC"


def test_a_name_before_a_speech_is_no_title() -> None:
    assert label("“Harbour Days will sue them,” he said.", ("Harbour Days", "ORG")) == "ORG"


HEADLINE = "Minister Revoking Permits Shocks Fishermen Everywhere"


def test_words_of_a_headline_alone_are_no_name() -> None:
    text = f"{HEADLINE}\n\nAnna Roe spoke. The boats stayed."
    found = read(text, ("Minister Revoking", "PERSON"), ("Anna Roe", "PERSON"))
    assert [found[name][1] for name in ("Minister Revoking", "Anna Roe")] == ["MISC", "PERSON"]


def test_a_lead_is_no_headline() -> None:
    assert label("On Monday Anna Roe spoke of the boats.\n\nNothing came of it.", ("Anna Roe", "PERSON")) == "PERSON"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [(" Standard left.", "MISC"), (" Chairman left.", "ORG"), (" left.", "ORG"), (" Monday.", "ORG")],
)
def test_a_name_cut_short_is_no_name(rest: str, expected: str) -> None:
    assert label(f"They said that Velmont Green{rest}", ("Velmont Green", "ORG")) == expected


def test_a_plural_surname_is_a_family() -> None:
    assert label("The Okoros left with David Okoro.", ("Okoros", "ORG"), ("David Okoro", "PERSON")) == "NORP"
    assert label("Mr. Sanders left.", ("Sanders", "PERSON")) == "PERSON"


def test_a_title_and_a_surname_are_a_person() -> None:
    found = read("Justice Okoro spoke. Anna Okoro left.", ("Justice Okoro", "ORG"), ("Anna Okoro", "PERSON"))
    assert found["Justice Okoro"] == ("Okoro", "PERSON")
    assert label("The Justice Department spoke.", ("Justice Department", "ORG")) == "ORG"


def test_an_acronym_is_what_its_article_spells_out() -> None:
    text = "The RNC opened. It was the Republican National Convention."
    units = read_units(text, ("RNC", "ORG"), ("Republican National Convention", "EVENT"))
    assert units["base"].to_list() == ["rnc", "republican national convention"]
    units = read_units("The RNC met.", ("RNC", "ORG"))
    assert units["base"].to_list() == ["republican national committee"]


def test_a_form_of_address_makes_a_person() -> None:
    assert label("''Ashen,'' Mr. Arad said.", ("Arad", "GPE")) == "PERSON"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Velmont Post—even", "Velmont Post"),
        ("Anna Roe https://roe.test", "Anna Roe"),
        ("Anna RoeFlagShareLikeReply", "Anna Roe"),
        ("Anna Roe of Velmont Fishing", "Anna Roe"),
    ],
)
def test_what_a_page_ran_together_is_cut(name: str, expected: str) -> None:
    assert read(f"It says {name}.", (name, "PERSON"))[name][0] == expected


def test_where_a_listed_body_acts_is_no_part_of_its_name() -> None:
    assert read("Of Islamic State on the Internet.", ("Islamic State on the Internet", "ORG")) == {
        "Islamic State on the Internet": ("Islamic State", "ORG")
    }
    assert read("The Center on Oslo Affairs.", ("Center on Oslo Affairs", "ORG"))["Center on Oslo Affairs"][0] == (
        "Center on Oslo Affairs"
    )


def test_events_are_told_apart_by_their_number() -> None:
    units = read_units("After Harbour War II peace came.", ("Harbour War", "EVENT"))
    assert units["name"].to_list() == ["Harbour War II"]


def test_a_people_within_a_people_has_one_name() -> None:
    text = "American Muslims met Muslim Americans."
    units = read_units(text, ("American Muslims", "ORG"), ("Muslim Americans", "NORP"))
    assert units["base"].to_list() == ["american muslim"] * 2
