"""What an attribution set beside its content attributes: a line a case, in words of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES: list[tuple[str, str, str, list[list[str]]]] = [
    (
        "a whole sentence, and what the writer adds",
        "The ash will close the harbour, the port authority said, although it thought this unlikely.",
        "said",
        [["The ash will close the harbour"]],
    ),
    (
        "how a thing is called",
        "The act, as the bill is called, would end fees.",
        "is called",
        [["the bill"]],
    ),
    (
        "after the word that joins what is said",
        "The bridge was closed in 1961 because, the parish books say, nobody could remember who owned it.",
        "say",
        [["nobody could remember who owned it"]],
    ),
    (
        "the source ends at a semicolon",
        "Zagreb last saw a strike in 2011, according to the city archive; it lasted two days.",
        "according to",
        [["Zagreb last saw a strike in 2011", "it lasted two days"]],
    ),
    (
        "a clause of its own after what another says",
        "Ann Roe said that she was hopeful, and the bridge, according to the council, is still closed.",
        "according to",
        [["the bridge", "is still closed"]],
    ),
    (
        "who the source is, after an inverted attribution",
        "The bridge is old, said Ann Roe, a farmer whose family built it.",
        "said",
        [["The bridge is old"]],
    ),
    (
        "another cue after the attribution",
        "The bridge is old, Ann Roe said, adding that it leaks.",
        "said",
        [["The bridge is old"]],
    ),
    (
        "behind “and as”",
        "The road is closed, and as Ann Roe noted, the bridge may not hold.",
        "noted",
        [["the bridge may not hold"]],
    ),
    (
        "after a dash that nothing finite follows",
        "Nobody crosses the bridge – a sign, Ann Roe believes, of its age.",
        "believes",
        [["a sign", "of its age"]],
    ),
    (
        "to whom, when and where the source speaks",
        "The bridge, the mayor told reporters in a statement on Tuesday, will close in June.",
        "told",
        [["The bridge", "will close in June"]],
    ),
    (
        "what the writer adds behind a dash",
        "The bridge will close, the mayor said this week — a change of mind that surprised the village.",
        "said",
        [["The bridge will close"]],
    ),
    (
        "a report of what was said elsewhere",
        "“The dam is safe,” the minister was quoted as saying by the Courier.",
        "saying",
        [["The dam is safe,"]],
    ),
    (
        "a claim that somebody answers",
        "Prosecutors say the man lied, a charge he denies.",
        "say",
        [["the man lied"]],
    ),
    (
        "a relative clause behind the source",
        "According to Ann Roe, who leads the council, the dam is safe.",
        "According to",
        [["the dam is safe"]],
    ),
    (
        "inside brackets",
        "The bridge is closed (which, Ann Roe says, is late).",
        "says",
        [["which", "is late"]],
    ),
    (
        "a scene before a verb with an object of its own",
        "As the rain fell, Ann Roe talked about the bridge in the village, which is old.",
        "talked",
        [["the bridge in the village"]],
    ),
]


@pytest.mark.parametrize(("text", "cue", "pieces"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_beside(said_with: Callable[[str, str], list[list[str]]], text: str, cue: str, pieces: list[list[str]]) -> None:
    assert said_with(text, cue) == pieces
