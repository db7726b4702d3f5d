"""Where contents start: a line a case, in words of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES: list[tuple[str, str, str, list[list[str]]]] = [
    (
        "a subject with a verb of its own, where the tree has that verb above the cue",
        "A Turkish official, who asked not to be named, said Ankara feared that the talks would drag on.",
        "said",
        [["Ankara feared that the talks would drag on"]],
    ),
    (
        "who is told to do something",
        "Ann Roe has told hospitals to check their stores.",
        "has told",
        [["hospitals to check their stores"]],
    ),
    (
        "what a passive says of its subject",
        "Ann Roe was accused of lying.",
        "was accused",
        [["Ann Roe", "lying"]],
    ),
    ("what is published is a thing", "The exchange publishes the new rates on Friday.", "publishes", []),
    ("a pronoun after a preposition", "Seven councillors agreed with her.", "agreed", []),
    ("with whose words somebody agrees", "Seven councillors agreed with her plan.", "agreed", [["her plan"]]),
    ("the result of a vote", "The council voted by nine to two for a longer bridge.", "voted", []),
    (
        "behind the result of a vote",
        "The council voted 9 to 7 on Monday night to close the library.",
        "voted",
        [["to close the library"]],
    ),
    ("behind its figures alone", "The House voted 220-210 to pass the bill.", "voted", [["to pass the bill"]]),
    ("a verdict in a headline", "Driver in fatal crash found guilty\n\nA man died in May.", "found", []),
    ("what somebody votes for", "The council voted for a longer bridge.", "voted", [["a longer bridge"]]),
    ("a question word alone", "Roe did not say why, but Poe suspects that it leaks.", "did not say", [["why"]]),
    ("what the owner of a claim denies", "Roe left, a claim that Poe’s office strongly disputes.", "claim", []),
    (
        "up to whom a passive names behind it",
        "Roe had been asked to keep the letters by the committee.",
        "had been asked",
        [["to keep the letters"]],
    ),
    (
        "behind whom a passive names",
        "Roe was asked by reporters whether the dam was safe.",
        "was asked",
        [["whether the dam was safe"]],
    ),
    (
        "two subjects of one clause",
        "Ben Doe, a clerk, said the Roes and the foundation had always been careful.",
        "said",
        [["the Roes and the foundation had always been careful"]],
    ),
    ("an adverb before that", "Ann Roe said dryly that it rained.", "said", [["that it rained"]]),
    ("nothing behind the last word of a text", "Ann Roe wins Ohio; Poe vows to press on", "vows", [["to press on"]]),
    ("nothing behind the last word of a text and its comma", "Roe, whose base is loud, argued over", "argued", []),
    ("those spoken to are not what is said", "Ann Roe spoke to farmers in Rome.", "spoke", []),
]


@pytest.mark.parametrize(("text", "cue", "pieces"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_start(said_with: Callable[[str, str], list[list[str]]], text: str, cue: str, pieces: list[list[str]]) -> None:
    assert said_with(text, cue) == pieces
