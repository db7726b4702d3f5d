"""Rules about names, on documents whose entities are given by hand: no trained pipeline is needed."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from flows.extract.names.rules import correct_names
from flows.extract.names.seeds import NameSeeds, read_seeds
from flows.seeds import SeedError

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("en")


@pytest.fixture(scope="module")
def rules(nlp: Language) -> NameSeeds:
    return read_seeds(nlp, SEEDS)


def names_in(nlp: Language, rules: NameSeeds, text: str, *given: tuple[str, str]) -> list[tuple[str, str]]:
    """The names after the rules, where the recogniser gave `given` (first occurrence of each text, in order)."""
    doc = nlp(text)
    spans, position = [], 0
    for phrase, label in given:
        start = text.index(phrase, position)
        position = start + len(phrase)
        span = doc.char_span(start, position, label=label)
        assert isinstance(span, Span), f"{phrase!r} does not fall on token edges"
        spans.append(span)
    doc.ents = spans
    return [(span.text, span.label_) for span in correct_names(doc, rules)]


CASES = {
    "an island that the net calls a person": ("They left Lesbos .", [("Lesbos", "PERSON")], [("Lesbos", "GPE")]),
    "a given name that opens a sentence": (
        "Efua Roe-Poe left .",
        [("Roe-Poe", "PERSON")],
        [("Efua Roe-Poe", "PERSON")],
    ),
    "no title that opens a sentence is a given name": ("Judge Roe left .", [("Roe", "PERSON")], [("Roe", "PERSON")]),
    "no word that opens a sentence is a given name": ("Will Roe leave ?", [("Roe", "PERSON")], [("Roe", "PERSON")]),
    "a surname of two words alone": (
        "Nuala Ní Roe left . Ní Roe won .",
        [("Nuala Ní Roe", "PERSON"), ("Ní Roe", "ORG")],
        [("Nuala Ní Roe", "PERSON"), ("Ní Roe", "PERSON")],
    ),
    "a hyphenated surname alone": (
        "Ann Roe-Poe left . They accused Roe-Poe .",
        [("Ann Roe-Poe", "PERSON"), ("Roe-Poe", "GPE")],
        [("Ann Roe-Poe", "PERSON"), ("Roe-Poe", "PERSON")],
    ),
    "two surnames joined to a firm": (
        "Analysts at Roe & Poe said so .",
        [("Roe", "PERSON"), ("Poe", "PERSON")],
        [("Roe & Poe", "ORG")],
    ),
    "a country": ("Envoys left Kenya .", [], [("Kenya", "GPE")]),
    "a country that the net calls an organisation": ("Kenya won .", [("Kenya", "ORG")], [("Kenya", "GPE")]),
    "an ambiguous country is left alone where the net saw nothing": ("Roast turkey , or Turkey ?", [], []),
    "an ambiguous country that the net calls an organisation": (
        "Turkey paid .",
        [("Turkey", "ORG")],
        [("Turkey", "GPE")],
    ),
    "an ambiguous country that the net calls a person": (
        "Jordan ran .",
        [("Jordan", "PERSON")],
        [("Jordan", "PERSON")],
    ),
    "ambiguous countries in a list": (
        "Chad , Jordan , Turkey and Kenya met .",
        [("Chad", "PERSON"), ("Turkey", "PERSON")],
        [("Chad", "GPE"), ("Jordan", "GPE"), ("Turkey", "GPE"), ("Kenya", "GPE")],
    ),
    "unless a person of that name is in the text": (
        "Ann Jordan came . Kenya and Jordan left .",
        [("Ann Jordan", "PERSON"), ("Jordan", "PERSON")],
        [("Ann Jordan", "PERSON"), ("Kenya", "GPE"), ("Jordan", "PERSON")],
    ),
    "countries that the net joined": (
        "Lebanon , Jordan and Turkey agreed .",
        [("Lebanon , Jordan and Turkey", "GPE")],
        [("Lebanon", "GPE"), ("Jordan", "GPE"), ("Turkey", "GPE")],
    ),
    "a country of two": (
        "Trinidad and Tobago won .",
        [("Trinidad and Tobago", "LOC")],
        [("Trinidad and Tobago", "GPE")],
    ),
    "an ambiguous country and what is its own": ("Chad closed its border .", [("Chad", "PERSON")], [("Chad", "GPE")]),
    "an ambiguous country and what states do": ("Mali expelled him .", [("Mali", "PERSON")], [("Mali", "GPE")]),
    "an ambiguous country and its army": ("Jordan's army won .", [("Jordan", "PERSON")], [("Jordan", "GPE")]),
    "a country without its accents": (
        "From Cote d'Ivoire to Côte d’Ivoire .",
        [("d'Ivoire", "PERSON")],
        [("Cote d'Ivoire", "GPE"), ("Côte d’Ivoire", "GPE")],
    ),
    "a country with its accents": (
        "Envoys left São Tomé and Príncipe .",
        [("São Tomé", "ORG")],
        [("São Tomé and Príncipe", "GPE")],
    ),
    "a demonym of two words": (
        "A South African met Northern Irish and Sri Lankan envoys .",
        [("South African", "LOC"), ("Sri Lankan", "ORG")],
        [("South African", "NORP"), ("Northern Irish", "NORP"), ("Sri Lankan", "NORP")],
    ),
    "a country inside a longer name": (
        "the Bank of Kenya said",
        [("Bank of Kenya", "ORG")],
        [("Bank of Kenya", "ORG")],
    ),
    "a person called like a country": (
        "Ana Cuba spoke . Cuba left .",
        [("Ana Cuba", "PERSON"), ("Cuba", "PERSON")],
        [("Ana Cuba", "PERSON"), ("Cuba", "PERSON")],
    ),
    "a demonym": ("The Kenyan team met .", [], [("Kenyan", "NORP")]),
    "an organisation with no other meaning": ("He told Reuters so .", [("Reuters", "PERSON")], [("Reuters", "ORG")]),
    "a maker that is also a surname": ("Shares in Ford rose .", [("Ford", "PERSON")], [("Ford", "ORG")]),
    "the surname where its full name stands": (
        "Ann Ford rose . Later Ford fell .",
        [("Ann Ford", "PERSON"), ("Ford", "PERSON")],
        [("Ann Ford", "PERSON"), ("Ford", "PERSON")],
    ),
    "a suffix that the net misread": ("The Oak Ministry said", [("Oak Ministry", "PERSON")], [("Oak Ministry", "ORG")]),
    "a suffix that the net missed": ("She joined Pine Harbor Holdings .", [], [("Pine Harbor Holdings", "ORG")]),
    "a weak suffix adds nothing": ("They came to Pine City .", [], []),
    "a title makes a person": ("Then Mr. Okafor spoke .", [], [("Okafor", "PERSON")]),
    "a form of address before what the net saw": (
        "Now Ms MacRoe spoke .",
        [("Ms MacRoe", "MISC")],
        [("MacRoe", "PERSON")],
    ),
    "a title after other capitals": ("On Monday Mr. Okafor spoke .", [], [("Okafor", "PERSON")]),
    "a title is no part of a name": (
        "Prime Minister Ada Roe spoke .",
        [("Minister Ada Roe", "PERSON")],
        [("Ada Roe", "PERSON")],
    ),
    "a title alone stays a role": ("the Prime Minister President said", [], []),
    "the": ("the Sahel burns", [("the Sahel", "LOC")], [("Sahel", "LOC")]),
    "a possessive": ("Roe's plan", [("Roe's", "PERSON")], [("Roe", "PERSON")]),
    "a surname after its full name": (
        "Ada Roe came . Roe spoke .",
        [("Ada Roe", "PERSON")],
        [("Ada Roe", "PERSON"), ("Roe", "PERSON")],
    ),
    "a surname before its full name is not known yet": (
        "Roe spoke . Ada Roe came .",
        [("Ada Roe", "PERSON")],
        [("Ada Roe", "PERSON")],
    ),
    "a surname in a longer name": (
        "Ada Roe came . the Roe Prize",
        [("Ada Roe", "PERSON")],
        [("Ada Roe", "PERSON")],
    ),
    "a surname with its particle": (
        "Omar al-Masri came . Then al-Masri left .",
        [("Omar al-Masri", "PERSON")],
        [("Omar al-Masri", "PERSON"), ("al-Masri", "PERSON")],
    ),
    "a title before a plain word": ("A snap General Election in Kenya .", [], [("Kenya", "GPE")]),
    "a title in brackets is no acronym": (
        "A Member of the Oak Parliament ( MP ) left .",
        [("Oak Parliament", "ORG")],
        [("Oak Parliament", "ORG")],
    ),
    "a title that opens a county's name": ("He toured Prince Roe County .", [], []),
    "a name whose title is part of it": (
        "Lady Gaga sang in Doctor Who .",
        [("Lady Gaga", "PERSON")],
        [("Lady Gaga", "PERSON"), ("Doctor Who", "MISC")],
    ),
    "a maker whose name begins with a title": (
        "King Arthur Flour fell .",
        [("King Arthur Flour", "PERSON")],
        [("King Arthur Flour", "ORG")],
    ),
    "an office": (
        "The Prime Minister’s Office met .",
        [("Office", "ORG")],
        [("Prime Minister’s Office", "ORG")],
    ),
    "what is said around a name": ("“ Yes ” Tom “ No ” Ann said .", [("Tom", "PERSON")], [("Tom", "PERSON")]),
    "a nickname": ('Harold "Buzz" Ames drew .', [("Harold", "PERSON")], [('Harold "Buzz" Ames', "PERSON")]),
    "a nickname of several words": (
        'Ann "The Fox" Roe drew .',
        [("Ann", "PERSON")],
        [('Ann "The Fox" Roe', "PERSON")],
    ),
    "a dateline": (
        "PORT VELA ( Reuters ) - Rain fell .",
        [("PORT VELA", "ORG")],
        [("PORT VELA", "GPE"), ("Reuters", "ORG")],
    ),
    "an agency that no list has": (
        "PORT VELA ( Velapress ) — Rain fell .",
        [],
        [("PORT VELA", "GPE"), ("Velapress", "ORG")],
    ),
    "no dateline without a dash": ("STOP it , she said .", [], []),
    "a dateline of a place that no list has, before a date": (
        "PORT VELA , 19 November – Rain fell .",
        [],
        [("PORT VELA", "GPE")],
    ),
    "a dateline that the net knows": ("PORT VELA - Rain fell .", [("PORT VELA", "LOC")], [("PORT VELA", "GPE")]),
    "a listed place before a colon": ("NEW DELHI: Rain fell .", [], [("NEW DELHI", "GPE")]),
    "a place without its accents": ("BOGOTA - Rain fell in Sao Paulo .", [], [("BOGOTA", "GPE"), ("Sao Paulo", "GPE")]),
    "a label is no dateline": ("WARNING - Rain fell .", [], []),
    "nor is who answers": ("SMITH: I left .", [("SMITH", "PERSON")], [("SMITH", "PERSON")]),
    "nor a word with its article": ("THE KING ( Wire ) – He left .", [], []),
    "a name never ends with a dash": ("TORONTO - Rain fell .", [("TORONTO -", "ORG")], [("TORONTO", "GPE")]),
    "an acronym after its organisation": (
        "The Oak Food Agency ( OFA ) met . OFA closed .",
        [("Oak Food Agency", "ORG")],
        [("Oak Food Agency", "ORG"), ("OFA", "ORG"), ("OFA", "ORG")],
    ),
    "a name across a line end": (
        "Ada Roe\nBen Poe",
        [("Ada Roe\nBen Poe", "PERSON")],
        [("Ada Roe", "PERSON"), ("Ben Poe", "PERSON")],
    ),
}


@pytest.mark.parametrize(
    ("text", "pos", "expected"),
    [
        ("Young people cheered", "ADJ NOUN VERB", []),
        ("Case closed", "NOUN VERB", []),
        ("Young said so", "ADJ VERB ADV", ["Young"]),
        ("Young , 67 , left", "ADJ PUNCT NUM PUNCT VERB", ["Young"]),
        ("They met Case", "PRON VERB PROPN", ["Case"]),
        ("in May", "ADP PROPN", []),
        ("a hard May", "DET ADJ PROPN", []),
        ("May left", "PROPN VERB", ["May"]),
        ("Theresa May spoke", "PROPN PROPN VERB", ["Theresa May"]),
    ],
)
def test_surnames_that_are_words(nlp: Language, rules: NameSeeds, text: str, pos: str, expected: list[str]) -> None:
    known = ["Ann", "Young", "Tom", "Case", "Abe", "May", "."]
    words = known + text.split()
    doc = Doc(nlp.vocab, words, pos=["PROPN"] * 7 + pos.split(), sent_starts=[i in {0, 7} for i in range(len(words))])
    given = [Span(doc, start, start + 2, label="PERSON") for start in (0, 2, 4)]
    first = [Span(doc, 7, 8, label="PERSON")] if words[7] == "Theresa" else []
    doc.ents = given + first
    assert [span.text for span in correct_names(doc, rules)][3:] == expected


@pytest.mark.parametrize(("tag", "expected"), [("VBD", ["Will"]), ("VB", [])])
def test_a_surname_that_is_an_auxiliary_has_a_verb_in_the_past(
    nlp: Language, rules: NameSeeds, tag: str, expected: list[str]
) -> None:
    words, tags = ["Ann", "Will", ".", "Will", "cut", "it"], ["NNP", "NNP", ".", "MD", tag, "PRP"]
    pos = ["PROPN", "PROPN", "PUNCT", "AUX", "VERB", "PRON"]
    doc = Doc(nlp.vocab, words, tags=tags, pos=pos, sent_starts=[i in {0, 3} for i in range(len(words))])
    doc.ents = [Span(doc, 0, 2, label="PERSON")]
    assert [span.text for span in correct_names(doc, rules)][1:] == expected


@pytest.mark.parametrize("text", ["Maria " * 3000, "M" * 3000, "Maria Roe-" + "Poe-" * 3000 + "Poe"])
def test_a_name_that_is_too_long_is_removed(nlp: Language, rules: NameSeeds, text: str) -> None:
    doc = nlp(text.strip())
    doc.ents = [Span(doc, 0, len(doc), label="PERSON")]
    assert correct_names(doc, rules) == ()


@pytest.mark.parametrize(("text", "given", "expected"), CASES.values(), ids=CASES)
def test_rule(
    nlp: Language, rules: NameSeeds, text: str, given: list[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    assert names_in(nlp, rules, text, *given) == expected


def test_names_never_overlap(nlp: Language, rules: NameSeeds) -> None:
    found = names_in(nlp, rules, "KENYA ( AP ) - President Ann Ford of the Kenya Bank Group told Reuters in Kenya .")
    assert found == [
        ("KENYA", "GPE"),
        ("AP", "ORG"),
        ("Ann Ford", "PERSON"),
        ("Kenya Bank Group", "ORG"),
        ("Reuters", "ORG"),
        ("Kenya", "GPE"),
    ]


def test_component_reads_the_folder_it_is_given() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord_names", config={"seeds": str(SEEDS)})
    assert [(e.text, e.label_) for e in nlp("Kenya won.").ents] == [("Kenya", "GPE")]


def test_a_folder_without_seeds_is_named(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"countries\.csv is missing"):
        spacy.blank("en").add_pipe("onrecord_names", config={"seeds": str(tmp_path)})


@pytest.mark.parametrize(
    "name", ["countries", "places", "demonyms", "fixed_names", "organisation_aliases", "organisation_suffixes"]
)
def test_every_seed_has_a_reason_and_stands_once(name: str) -> None:
    import csv

    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    keys = [next(iter(row.values())) for row in rows]
    assert all(row["reason"].strip() for row in rows)
    assert sorted(set(keys)) == sorted(keys)


@pytest.mark.parametrize(
    ("words", "given", "expected"),
    [
        ("Abena Owusu - Darko spoke", [(0, 2), (3, 4)], ["Abena Owusu-Darko"]),
        ("Abena Owusu - Darko spoke", [(0, 2)], ["Abena Owusu-Darko"]),
        ("the Ruiz - Okello talks", [(1, 2), (3, 4)], ["Ruiz", "Okello"]),
    ],
)
def test_hyphenated_surnames(
    nlp: Language, rules: NameSeeds, words: str, given: list[tuple[int, int]], expected: list[str]
) -> None:
    texts = words.split()
    doc = Doc(nlp.vocab, texts, [not (text == "-" or "-" in texts[i + 1 : i + 2]) for i, text in enumerate(texts)])
    doc.ents = [Span(doc, start, end, label="PERSON") for start, end in given]
    assert [span.text for span in correct_names(doc, rules)] == expected
