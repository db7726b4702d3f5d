"""Ordinary words that the net takes for names."""

from __future__ import annotations

import pytest

from .conftest import FindNames, Name

TITLE = "Zemlak Brands Harbour Critics Cowards And Refuses Public Hearing"
CASES: dict[str, tuple[str, list[Name], list[Name]]] = {
    "a word that opens a sentence": (
        "It rained. Frustrations grew in town.",
        [("Frustrations", "PERSON")],
        [],
    ),
    "a word that the text writes small elsewhere": (
        "They made history and wrote history. This is History now.",
        [("History", "GPE")],
        [],
    ),
    "a name that opens a sentence": ("It rained. Zemlak grew.", [("Zemlak", "ORG")], [("Zemlak", "ORG")]),
    "a word with a capital inside a sentence": (
        "They left Fury behind. Fury fell.",
        [("Fury", "ORG"), ("Fury", "ORG")],
        [("Fury", "ORG"), ("Fury", "ORG")],
    ),
    "a surname that is a word": (
        "Ann Baker came. Wise said so.",
        [("Ann Baker", "PERSON"), ("Wise", "PERSON")],
        [("Ann Baker", "PERSON"), ("Wise", "PERSON")],
    ),
    "a surname that its full name knows": (
        "Ann Joke came. Joke left.",
        [("Ann Joke", "PERSON"), ("Joke", "PERSON")],
        [("Ann Joke", "PERSON"), ("Joke", "PERSON")],
    ),
    "an acronym that opens a sentence": ("It rained. AP was founded then.", [("AP", "ORG")], [("AP", "ORG")]),
    "a word in capitals before a sentence": ("It rained. NEW: Ann left.", [("NEW", "ORG")], []),
    "a short title": ("She met the Gen. of the club.", [("Gen.", "GPE")], []),
    "a name behind a tag": ("#Velport Ann Roe wins.", [("Velport Ann Roe", "PERSON")], [("Ann Roe", "PERSON")]),
    "tags": (
        "They wrote #VelportForever to @velport in Velport.",
        [("VelportForever", "ORG"), ("@velport", "PERSON"), ("Velport", "GPE")],
        [("Velport", "GPE")],
    ),
    "a noun in capitals": ("Both PACs paid.", [("PACs", "ORG")], []),
    "a title alone": ("She met the Justice there.", [("Justice", "PERSON")], []),
    "a headline's words around a name": (
        f"{TITLE}.\n\nIt rained.",
        [("Zemlak Brands", "ORG"), ("Critics Cowards", "PERSON"), ("Public Hearing", "ORG")],
        [("Zemlak", "ORG")],
    ),
    "a headline's body with a word for its kind": (
        "Officials Blast Harbour Safety Committee Over Empty Promises.",
        [("Harbour Safety Committee", "ORG")],
        [("Harbour Safety Committee", "ORG")],
    ),
    "a headline's name that the text knows": (
        "Critics Blast Fight For Fairness Over Empty Promises.\n\nThe group Fight For Fairness left.",
        [("Fight For Fairness", "ORG"), ("Fight For Fairness", "ORG")],
        [("Fight For Fairness", "ORG"), ("Fight For Fairness", "ORG")],
    ),
    "a person with a given name in a headline": (
        "Voters Believe Grace Baker Deserves Another Chance.",
        [("Grace Baker", "PERSON")],
        [("Grace Baker", "PERSON")],
    ),
    "a run of capitals": (
        "TWO DEAD IN ZEMLAK NIGHTCLUB SHOOTING They ran.",
        [("ZEMLAK NIGHTCLUB", "GPE")],
        [("ZEMLAK", "GPE")],
    ),
    "acronyms side by side": (
        "He told BXC, NDR and OFT so.",
        [("BXC", "ORG"), ("NDR", "ORG")],
        [("BXC", "ORG"), ("NDR", "ORG")],
    ),
    "a list of persons is no headline": (
        "South: Joe Banks, Mary Walker, Trey Banks, Ann Judge, Ben Baker",
        [("Trey Banks", "PERSON")],
        [("Trey Banks", "PERSON")],
    ),
}


@pytest.mark.parametrize(("text", "given", "expected"), CASES.values(), ids=CASES)
def test_common_words_are_refused(find_names: FindNames, text: str, given: list[Name], expected: list[Name]) -> None:
    assert find_names(text, *given) == expected
