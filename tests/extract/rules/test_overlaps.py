"""No words twice in the rows of one speaker: a line a case, in words of our own."""

from __future__ import annotations

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from flows.enums import CueClass, MentionKind, RuleId
from flows.extract.cues import CueWord
from flows.extract.quotes import Candidate, Speaker
from flows.extract.rules import overlaps
from flows.extract.rules.overlaps import remove_repeated_words
from flows.extract.text.layout import Layout
from flows.extract.text.tokens import read_tokens
from tests.extract.conftest import Extract, said

CASES = [
    (
        "a noun within what is rejected reaches further",
        "Ann Roe rejected the idea that the bridge is unsafe, even on a bad day in winter.",
        [("Ann Roe", ["the idea that the bridge is unsafe, even on a bad day in winter"])],
    ),
    (
        "an adjective within what is said reaches further",
        "Ann Roe said he is hopeful that it holds, even in winter.",
        [("Ann Roe", ["he is hopeful that it holds, even in winter"])],
    ),
]


@pytest.mark.parametrize(("text", "rows"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_words_stand_in_one_row(extract: Extract, text: str, rows: list[tuple[str | None, list[str]]]) -> None:
    assert said(text, extract(text)) == rows


DOC = Doc(
    English().vocab, words=["Roe", "said", "the", "old", "dam", "leaks", ",", "adding", "the", "dam", "fell", "."]
)
TOKENS = read_tokens(DOC)
SAID, ADDING = 1, 7
Row = tuple[str, int, tuple[int, int]]
SETTLED: list[tuple[str, list[Row], list[str]]] = [
    (
        "to the nearer cue",
        [("clause", SAID, (2, 11)), ("clause", ADDING, (9, 11))],
        ["the old dam leaks , adding the dam fell"],
    ),
    ("to the nearer of two", [("clause", SAID, (2, 6)), ("clause", ADDING, (4, 6))], ["the old", "dam leaks"]),
    (
        "what is apart is left",
        [("clause", SAID, (2, 6)), ("clause", ADDING, (8, 11))],
        ["the old dam leaks", "the dam fell"],
    ),
]


@pytest.mark.parametrize(("rows", "left"), [case[1:] for case in SETTLED], ids=[case[0] for case in SETTLED])
def test_words_in_common(rows: list[Row], left: list[str]) -> None:
    settled = remove_repeated_words(Layout(DOC), [spoken(*row, "Ann Roe") for row in rows])
    assert [DOC.text[slice(*row.segments[0])] for row in settled] == left


def test_two_speakers_may_say_the_same() -> None:
    rows = [spoken("clause", SAID, (2, 6), "Ann Roe"), spoken("clause", ADDING, (2, 6), "Ben Poe")]
    assert remove_repeated_words(Layout(DOC), rows) == rows


def spoken(rule: str, cue: int, words: tuple[int, int], name: str) -> Candidate:
    span = DOC[slice(*words)]
    word = CueWord(TOKENS[cue], cue, cue + 1, CueClass.SPEECH, frozenset({"clause"}))
    segments, speaker = ((span.start_char, span.end_char),), Speaker(0, 3, MentionKind.NAME, name)
    return Candidate(segments, word, RuleId(rule), TOKENS[0], speaker=speaker)


def test_rows_that_lie_apart_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[Candidate, Candidate]] = []

    def find_shared(one: Candidate, other: Candidate) -> list[tuple[int, int]]:
        compared.append((one, other))
        return []

    monkeypatch.setattr(overlaps, "find_shared", find_shared)
    rows = [spoken("clause", SAID, (i, i + 1), "Ann Roe") for i in range(2, 11)]
    assert len(remove_repeated_words(Layout(DOC), rows)) == len(rows)
    assert not compared
