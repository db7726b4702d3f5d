"""The role of a speaker, by the shipped pipeline: that of the last quote of each text, in words of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.extract.rows import Found

ROLES = [
    ("party and place in brackets", "Rep. Ann Roe (R-Ohio) said it was late.", "Rep. (R-Ohio)"),
    ("party and place behind a comma", "Rep. Ann Roe, D-Fenwick, said it was late.", "Rep. (D-Fenwick)"),
    ("a title in the sentence before", "Mayor Ann Roe left Rome. Roe said it was late.", "Mayor"),
    ("of a pronoun", "Mayor Ann Roe left Rome. She said it was late.", "Mayor"),
    ("a predicate", "Ann Roe is a lawyer. “It was late,” she said.", "lawyer"),
    ("up to its relative clause", "“It was late,” said Ann Roe, a farmer who had walked home.", "a farmer"),
    ("up to its place", "“It was late,” said Ann Roe, a nurse in the town where it began.", "a nurse in the town"),
    ("without a word that leads on", "“It was late,” said Ann Roe, a lawyer still waiting there.", "a lawyer"),
    ("a title of several words", "Secretary of State Ann Roe said it was late.", "Secretary of State"),
    (
        "from its “former” on",
        "Count former Mexican President Rex Dunn among them. Dunn said it was late.",
        "former Mexican President",
    ),
    ("with its hyphen", "Democratic front-runner Ann Roe said it was late.", "Democratic front-runner"),
    ("without a “fellow”", "The fellow Sen. Ann Roe beat left. Roe said it was late.", "Sen."),
    ("that is owned", "Her campaign manager, Rex Dunn, said it was late.", "campaign manager"),
    ("behind an adverb", "“It was late,” said Ann Roe, also a lawyer from Leeds.", "a lawyer from Leeds"),
    ("by a noun that no list has", "“It was late,” said Ann Roe, a glaciologist at Bern.", "a glaciologist at Bern"),
    ("that somebody has to another", "Ann Roe, the daughter of a baker, said it was late.", "the daughter of a baker"),
    ("a place before a title", "Fenwick Supervisor Rex Dunn said it was late.", "Fenwick Supervisor"),
]


@pytest.mark.parametrize(("text", "role"), [case[1:] for case in ROLES], ids=[case[0] for case in ROLES])
def test_a_speaker_has_the_role(extract: Callable[[str], Found], text: str, role: str) -> None:
    assert extract(text).quotes[-1]["speaker_role"] == role


UNSURE = [
    ("a group before the name", "Team Ann Roe is tired. Roe said it was late."),
    ("a thing before the name", "The server Ann Roe used was hers. Roe said it was late."),
    ("a thing before a form of address", "The letter Mrs. Ann Roe wrote was long. Roe said it was late."),
    ("a thing behind the name", "“It was late,” said Ann Roe, a letter in her hand."),
    ("a rival of somebody else", "Ben Poe beat rival Ann Roe. Roe said it was late."),
    ("a “former” of nothing", "Former Ann Roe said it was late."),
    ("several", "Ann Roe, several lawyers and a nurse left. Roe said it was late."),
    ("others named behind the name", "Ann Roe, Ben Poe and other candidates left. Roe said it was late."),
    ("a phrase of place", "“It was late,” said Ann Roe, in a letter to the mayor."),
    ("a thing of bodies", "“It was late,” said Ann Roe, the leader’s campaign in Leeds."),
    ("the subject of the main clause", "After the talk with Ann Roe, the mayor left Rome. Roe said it was late."),
    ("one of several", "Ann Roe is the only lawyer in the race. Roe said it was late."),
    ("what may be", "Ann Roe would be a good mayor. Roe said it was late."),
]


@pytest.mark.parametrize("text", [case[1] for case in UNSURE], ids=[case[0] for case in UNSURE])
def test_what_is_no_role(extract: Callable[[str], Found], text: str) -> None:
    row = extract(text).quotes[-1]
    assert (row["speaker"], row["speaker_role"]) == ("Ann Roe", None)
