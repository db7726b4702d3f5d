"""Words that do not belong to a name: in small letters, a date's year, behind an open quotation."""

from __future__ import annotations

import pytest

from .conftest import FindNames, Name

CASES: dict[str, tuple[str, list[Name], list[Name]]] = {
    "a word in small letters": ("Workers impinge on it.", [("impinge", "ORG")], []),
    "a text in small letters keeps its names": ("we ate in velport.", [("velport", "GPE")], [("velport", "GPE")]),
    "a noun behind a person": ("Then Roe barware sold.", [("Roe barware", "PERSON")], [("Roe", "PERSON")]),
    "a word before a body": (
        "The progressive Velport Institute met.",
        [("progressive Velport Institute", "ORG")],
        [("Velport Institute", "ORG")],
    ),
    "the word for a kind of body": (
        "The House education committee met.",
        [("House education committee", "ORG")],
        [("House education committee", "ORG")],
    ),
    "what is left is no name": ("Other Western states left.", [("Western states", "GPE")], []),
    "an acronym that is a noun": ("The super PAC paid.", [("super PAC", "ORG")], []),
    "an ordinal": ("The 19th District voted.", [("19th District", "GPE")], [("19th District", "GPE")]),
    "a small word of no dictionary is no person": ("They fear interclan war.", [("interclan", "PERSON")], []),
    "a pair of people": (
        "Ann Roe and Ben Poe met. The Roe-Poe ticket won.",
        [("Ann Roe", "PERSON"), ("Ben Poe", "PERSON"), ("Roe-Poe", "PERSON")],
        [("Ann Roe", "PERSON"), ("Ben Poe", "PERSON"), ("Roe", "PERSON"), ("Poe", "PERSON")],
    ),
    "a hyphenated surname": (
        "Ann Roe-Poe left. Then Roe-Poe paid.",
        [("Ann Roe-Poe", "PERSON"), ("Roe-Poe", "PERSON")],
        [("Ann Roe-Poe", "PERSON"), ("Roe-Poe", "PERSON")],
    ),
    "a person beside a place": (
        "Ann Roe came. The Roe Illinois campaign and in Illinois Roe won.",
        [("Ann Roe", "PERSON"), ("Roe Illinois", "GPE"), ("Illinois Roe", "GPE")],
        [("Ann Roe", "PERSON"), ("Roe", "PERSON"), ("Illinois", "GPE"), ("Illinois", "GPE"), ("Roe", "PERSON")],
    ),
    "a place that begins with a surname": (
        "Cora West came to West Virginia.",
        [("Cora West", "PERSON"), ("West Virginia", "GPE")],
        [("Cora West", "PERSON"), ("West Virginia", "GPE")],
    ),
    "a case before a court": ("They read Roe v. Poe again.", [("Roe v. Poe", "PERSON")], [("Roe v. Poe", "MISC")]),
    "a place and a title": (
        "Then Illinois Sen. Ann Roe left.",
        [("Illinois Sen.", "PERSON"), ("Ann Roe", "PERSON")],
        [("Illinois", "GPE"), ("Ann Roe", "PERSON")],
    ),
    "an ambiguous place and a title": (
        "Then Georgia Sen. Ann Roe left.",
        [("Georgia Sen.", "PERSON"), ("Ann Roe", "PERSON")],
        [("Georgia", "GPE"), ("Ann Roe", "PERSON")],
    ),
    "a particle": ("Then van Roe left.", [("van Roe", "PERSON")], [("van Roe", "PERSON")]),
    "a Korean given name": ("Then Kim Jong-un left.", [("Kim Jong-un", "PERSON")], [("Kim Jong-un", "PERSON")]),
    "an adjective of a place": ("A Velport-style deal.", [("Velport-style", "GPE")], [("Velport", "GPE")]),
    "an event ends with a noun": (
        "The 2008 Vela war of words.",
        [("2008 Vela war of", "EVENT")],
        [("2008 Vela war", "EVENT")],
    ),
    "an event in small letters": (
        "The global crisis hit Velport.",
        [("global crisis", "EVENT")],
        [("global crisis", "EVENT")],
    ),
    "a member of a party and a place": (
        "Then Ann Roe, Republican of Illinois, left.",
        [("Ann Roe", "PERSON"), ("Republican of Illinois", "ORG")],
        [("Ann Roe", "PERSON"), ("Republican", "NORP"), ("Illinois", "GPE")],
    ),
    "a member of a party before the name": (
        "It beat the Tory Ann Roe.",
        [("Tory Ann Roe", "PERSON")],
        [("Tory", "NORP"), ("Ann Roe", "PERSON")],
    ),
    "a possessive": ("In Roe’ camp.", [("Roe’ camp", "PERSON")], [("Roe", "PERSON")]),
    "a quotation that opens": ("Ann Roe calls it Vela ‘Genocide’ now.", [("Vela ‘Genocide", "ORG")], [("Vela", "ORG")]),
    "an apostrophe that closes nothing": (
        "The party of Ennio D 'Velport left.",
        [("Ennio D 'Velport", "PERSON")],
        [("Ennio D 'Velport", "PERSON")],
    ),
    "an apostrophe of many": (
        "The Bakers ' Party of Velport left.",
        [("Bakers ' Party", "ORG")],
        [("Bakers ' Party", "ORG")],
    ),
    "a quotation with straight marks": (
        "Ann Roe calls it Vela 'Genocide' now.",
        [("Vela 'Genocide", "ORG")],
        [("Vela", "ORG")],
    ),
    "a name in small letters": ("Then they met velporta there.", [("velporta", "PERSON")], [("velporta", "PERSON")]),
    "a club with a number": (
        "The Velport 49ers met the 49ers on the 19th.",
        [("Velport 49ers", "ORG"), ("49ers", "ORG"), ("19th", "ORG")],
        [("Velport 49ers", "ORG"), ("49ers", "ORG")],
    ),
    "an article that is a letter": ("The A-League met.", [("A-League", "ORG")], [("A-League", "ORG")]),
    "words of another language": (
        "The party Centre démocrate velportois left.",
        [("Centre démocrate velportois", "ORG")],
        [("Centre démocrate velportois", "ORG")],
    ),
    "a title that goes on": (
        "The Velport Crown Prince left.",
        [("Velport Crown", "GPE")],
        [("Velport", "GPE")],
    ),
    "a party of its members": (
        "Then the Democrats of the Harbour left.",
        [("Democrats of the Harbour", "ORG")],
        [("Democrats of the Harbour", "ORG")],
    ),
    "the year of an event behind a date": (
        "It won in May 2018; 2016 Vela Games were lost.",
        [("2016 Vela Games", "EVENT")],
        [("2016 Vela Games", "EVENT")],
    ),
    "a surname with an apostrophe": (
        "Then Ann O' Leary left.",
        [("Ann O' Leary", "PERSON")],
        [("Ann O' Leary", "PERSON")],
    ),
    "the year of a date": (
        "May 24, 2008 Kenyan airframer Velaport has sold it.",
        [("2008 Kenyan airframer Velaport", "EVENT")],
        [("Kenyan", "NORP"), ("Velaport", "ORG")],
    ),
    "the year of an event": (
        "Then the 2008 Vela Games began.",
        [("2008 Vela Games", "EVENT")],
        [("2008 Vela Games", "EVENT")],
    ),
}


@pytest.mark.parametrize(("text", "given", "expected"), CASES.values(), ids=CASES)
def test_names_are_cut_to_shape(find_names: FindNames, text: str, given: list[Name], expected: list[Name]) -> None:
    assert find_names(text, *given) == expected
