"""Who said what, from text to row, by the shipped pipeline: a line a case, in words of our own."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.extract.rows import Found

Extract = Callable[[str], Found]

ONE = [
    ("cue after", "“The bridge is safe,” Ann Roe said.", "direct", ["The bridge is safe,"], "said", "Ann Roe"),
    ("inverted", "“The bridge is safe,” said Ann Roe.", "direct", ["The bridge is safe,"], "said", "Ann Roe"),
    ("cue before", "Ann Roe said: “The bridge is safe.”", "direct", ["The bridge is safe."], "said", "Ann Roe"),
    (
        "broken by its attribution",
        "“The bridge,” Ann Roe said, “is safe.”",
        "direct",
        ["The bridge,", "is safe."],
        "said",
        "Ann Roe",
    ),
    (
        "taken up again",
        "“We waited,” Ann Roe said. “Nobody came.”",
        "direct",
        ["We waited,", "Nobody came."],
        "said",
        "Ann Roe",
    ),
    (
        "over paragraphs",
        "“We waited all night,” Ann Roe said. “It rained.\n\n“Nobody came.”",
        "direct",
        ["We waited all night,", "It rained.", "Nobody came."],
        "said",
        "Ann Roe",
    ),
    (
        "mixed",
        "Ann Roe said that the bridge was “as safe as houses”.",
        "mixed",
        ["that the bridge was “as safe as houses”"],
        "said",
        "Ann Roe",
    ),
    (
        "a day before the subject",
        "On Tuesday, Ann Roe said: “The bridge is safe.”",
        "direct",
        ["The bridge is safe."],
        "said",
        "Ann Roe",
    ),
    (
        "a scene before the subject",
        "Speaking in Oslo, Ann Roe said: “The bridge is safe.”",
        "direct",
        ["The bridge is safe."],
        "said",
        "Ann Roe",
    ),
    (
        "a scene and the one who is told",
        "After the opening, Ann Roe told reporters: “The bridge is safe.”",
        "direct",
        ["The bridge is safe."],
        "told",
        "Ann Roe",
    ),
    (
        "a sentence before the attribution",
        "The bridge is old, Ann Roe said: “It will fall.”",
        "mixed",
        ["The bridge is old", "It will fall."],
        "said",
        "Ann Roe",
    ),
    (
        "a verb of two words",
        "“The bridge is safe,” Ann Roe pointed out.",
        "direct",
        ["The bridge is safe,"],
        "pointed out",
        "Ann Roe",
    ),
    (
        "a relative clause before the verb",
        "“The bridge is safe,” Ann Roe, who has led the works since May, told Radio Rome.",
        "direct",
        ["The bridge is safe,"],
        "told",
        "Ann Roe",
    ),
    (
        "no comma before the attribution",
        "“The bridge has been safe since last May” Ann Roe said.",
        "direct",
        ["The bridge has been safe since last May"],
        "said",
        "Ann Roe",
    ),
    (
        "taken up after an abbreviation",
        "“We waited,” said Ann Roe of Fresno, Calif. “Nobody came.”",
        "direct",
        ["We waited,", "Nobody came."],
        "said",
        "Ann Roe",
    ),
    (
        "a sentence that only says who spoke",
        "Ann Roe said in a statement. “There is no bridge to close.”",
        "direct",
        ["There is no bridge to close."],
        "said",
        "Ann Roe",
    ),
    (
        "through two quotations",
        "Ann Roe said that the bridge was “as safe as houses” and “open to all”.",
        "mixed",
        ["that the bridge was “as safe as houses” and “open to all”"],
        "said",
        "Ann Roe",
    ),
    (
        "words before the quotation",
        "Ann Roe said the “old bridge” is safe.",
        "mixed",
        ["the “old bridge” is safe"],
        "said",
        "Ann Roe",
    ),
    (
        "described as",
        "Ann Roe described the bridge as “a gift to the town”.",
        "mixed",
        ["the bridge as “a gift to the town”"],
        "described",
        "Ann Roe",
    ),
    (
        "never closed",
        "“The bridge is safe and nobody need worry, said Ann Roe.",
        "direct",
        ["The bridge is safe and nobody need worry,"],
        "said",
        "Ann Roe",
    ),
    (
        "after a clause",
        "Ann Roe said that she had waited. “Nobody came.”",
        "mixed",
        ["that she had waited", "Nobody came."],
        "said",
        "Ann Roe",
    ),
    (
        "a short sentence without a comma",
        "“It is safe” said Ann Roe.",
        "direct",
        ["It is safe"],
        "said",
        "Ann Roe",
    ),
    (
        "a day after the quotation",
        "Ann Roe said “it is safe” on Tuesday.",
        "direct",
        ["it is safe"],
        "said",
        "Ann Roe",
    ),
    (
        "a dateline",
        "NAIROBI: The bridge was closed. “It is safe,” said Ann Roe.",
        "direct",
        ["It is safe,"],
        "said",
        "Ann Roe",
    ),
    ("news", "UPDATE: Ann Roe said the bridge was safe.", "indirect", ["the bridge was safe"], "said", "Ann Roe"),
    ("a week", "Ann Roe said last week it had been safe.", "indirect", ["it had been safe"], "said", "Ann Roe"),
    (
        "a vote",
        "The court ruled 6-3 on Tuesday that the bridge was safe.",
        "indirect",
        ["that the bridge was safe"],
        "ruled",
        "court",
    ),
    ("clause", "Ann Roe said that the bridge was safe.", "indirect", ["that the bridge was safe"], "said", "Ann Roe"),
    ("bare clause", "Ann Roe said the bridge was safe.", "indirect", ["the bridge was safe"], "said", "Ann Roe"),
    ("infinitive", "Ann Roe promised to close it.", "indirect", ["to close it"], "promised", "Ann Roe"),
    ("at the end", "The bridge is safe, Ann Roe said.", "indirect", ["The bridge is safe"], "said", "Ann Roe"),
    ("between", "The bridge, Ann Roe said, is safe.", "indirect", ["The bridge", "is safe"], "said", "Ann Roe"),
    (
        "source phrase",
        "According to Ann Roe, the bridge is safe.",
        "indirect",
        ["the bridge is safe"],
        "According to",
        "Ann Roe",
    ),
    (
        "metonym",
        "Downing Street declined to comment on the bridge.",
        "indirect",
        ["to comment on the bridge"],
        "declined",
        "Government of the United Kingdom",
    ),
]


@pytest.mark.parametrize(("text", "kind", "pieces", "cue", "speaker"), [c[1:] for c in ONE], ids=[c[0] for c in ONE])
def test_one_quote(extract: Extract, text: str, kind: str, pieces: list[str], cue: str, speaker: str) -> None:
    [row] = extract(text).quotes
    assert (row["kind"], row["cue"], row["speaker"]) == (kind, cue, speaker)
    assert [text[s["start_char"] : s["end_char"]] for s in row["segments"]] == pieces


NONE = [
    ("title", "They sang “The Long Way Home” in the square."),
    ("scare quotes", "The so-called “bridge” was a plank."),
    ("dateline", "NAIROBI: The bridge was closed in May."),
    ("plain", "The bridge was closed in May and opened again in June."),
]


@pytest.mark.parametrize("text", [c[1] for c in NONE], ids=[c[0] for c in NONE])
def test_nobody_speaks(extract: Extract, text: str) -> None:
    assert extract(text).quotes == []


def test_two_verbs_of_one_speaker_are_two_quotes(extract: Extract) -> None:
    rows = extract("Ann Roe said the bridge was safe and added that the road was not.").quotes
    assert [(r["text"], r["speaker"]) for r in rows] == [
        ("the bridge was safe", "Ann Roe"),
        ("that the road was not", "Ann Roe"),
    ]


def test_a_quotation_has_its_own_attribution(extract: Extract) -> None:
    rows = extract("“We waited,” Ann Roe said. “It rained,” Ben Poe added.").quotes
    assert [(r["text"], r["speaker"]) for r in rows] == [("We waited,", "Ann Roe"), ("It rained,", "Ben Poe")]


def test_a_short_quoted_paragraph_is_a_row(extract: Extract) -> None:
    [_, row] = extract("“We will build it,” Ann Roe said.\n\n“They will pay.”").quotes
    assert (row["text"], row["kind"]) == ("They will pay.", "direct")
    assert (row["speaker"], row["resolution"], row["rule"]) == ("Ann Roe", "continuation", "continuation")
    assert (row["cue"], row["cue_start"]) == (None, None)


def test_an_answer_is_not_given_to_who_asked(extract: Extract) -> None:
    rows = extract("“Is it safe?” Ann Roe asked.\n\n“It is.”").quotes
    assert [r["text"] for r in rows] == ["Is it safe?"]


def test_contents_end_at_a_comma_inside_the_marks(extract: Extract) -> None:
    [row, _] = extract("Ann Roe called the bridge “a gift,” saying that she would walk over it.").quotes
    assert row["text"] == "the bridge “a gift,”"


def test_a_pronoun_is_the_one_who_spoke_last(extract: Extract) -> None:
    rows = extract("“It is safe,” Ann Roe said.\n\n“I walked over it,” she said.").quotes
    assert [(r["speaker"], r["speaker_form"], r["resolution"]) for r in rows] == [
        ("Ann Roe", "name", "explicit"),
        ("Ann Roe", "pronoun", "coreference"),
    ]


def test_a_speaker_never_stands_inside_the_words(extract: Extract) -> None:
    text = "“Ben Poe told me so himself,” said the mayor."
    [row] = extract(text).quotes
    assert row["speaker_text"] == "the mayor"
    assert row["speaker"] != "Ben Poe"


def test_attitudes_are_marked(extract: Extract) -> None:
    [row] = extract("Ann Roe hopes that the bridge will hold.").quotes
    assert row["cue_class"] == "attitude"


def assert_true(text: str, found: Found) -> None:
    """Every offset is a slice of the text, and the segments of a quote are in order and apart."""
    rows: list[dict[str, Any]] = found.quotes
    for row in rows:
        spans = [(s["start_char"], s["end_char"]) for s in row["segments"]]
        assert spans
        assert all(0 <= a < b <= len(text) for a, b in spans)
        assert all(b <= c for (_, b), (c, _) in itertools.pairwise(spans))
        assert row["text"] == " ".join(text[a:b] for a, b in spans)
        assert (row["start_char"], row["end_char"]) == (spans[0][0], spans[-1][1])
        for what in ("cue", "speaker"):
            words = row["cue"] if what == "cue" else row["speaker_text"]
            start, end = row[f"{what}_start"], row[f"{what}_end"]
            assert words == (None if start is None else text[start:end])
        assert 0 <= row["confidence"] <= 1
    assert len({row["quote_id"] for row in rows}) == len(rows)
    for mention in found.mentions:
        assert mention["text"] == text[mention["start_char"] : mention["end_char"]]
    assert len({mention["mention_id"] for mention in found.mentions}) == len(found.mentions)


ODD = {
    "no sentence": "Ann Roe",
    "only marks": "“”\"\"''«»",
    "no letters": "1 2 3 … 4, 5",
    "right to left": "\u200f“It is safe,”\u200f Ann Roe said.\u202c",
    "zero width": "“It\u200b is safe,” A\u200bnn Roe said.",
    "emoji in a name": "“It is safe,” Ann 🎉 Roe said.",
    "nothing left of a remark": "The dam is a danger, angry farmers told Radio Lema Friday, as they complained at the "
    "crowded meeting about the flood of the last year.",
    "a mark for a source": "\" Ann Roe according to ' “",
    "blank": " \n\n \n",
    "empty": "",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_texts(extract: Extract, text: str) -> None:
    assert_true(text, extract(text))


def test_many_paragraphs_of_quotation(extract: Extract) -> None:
    many = "“It is safe,” Ann Roe said.\n\n" + "\n\n".join(["“It is late.”"] * 500)
    found = extract(many)
    assert_true(many, found)
    assert {row["speaker"] for row in found.quotes} == {"Ann Roe"}
    assert len(found.quotes) == 501


def test_ten_thousand_marks_and_a_thousand_quotes(extract: Extract) -> None:
    marks = "“It is safe,” Ann Roe said. " + '"“”' * 3_400 + " “It is old,” Ann Roe said."
    found = extract(marks)
    assert_true(marks, found)
    assert [row["text"] for row in found.quotes] == ["It is safe,", "It is old,"]
    many = "\n\n".join(["“It is safe,” Ann Roe said."] * 1_000)
    found = extract(many)
    assert_true(many, found)
    assert len(found.quotes) == 1_000


def test_no_break_spaces_hide_nothing(extract: Extract) -> None:
    text = "“The\u00a0bridge is\u202fsafe,” Ann\u00a0Roe said\u00a0."
    [row] = extract(text).quotes
    assert (row["text"], row["speaker_text"]) == ("The\u00a0bridge is\u202fsafe,", "Ann\u00a0Roe")
    assert row["speaker"] == "Ann Roe"


PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "'",
        "‘",
        "’",
        "«",
        "»",
        " ",
        "\n\n",
        ", ",
        ". ",
        "? ",
        ": ",
        " – ",
        "Ann Roe",
        "he",
        "said",
        "that",
        "told us",
        "according to",
        "the bridge",
        "is",
        "safe",
        "and",
        "hopes to",
        "who",
        "\u200b",
        "🎉",
        "6'2\"",
        "Ankara",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=60))
def test_offsets_stay_true_whatever_the_text(extract: Extract, pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert_true(text, extract(text))
