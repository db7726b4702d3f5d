"""Where contents end: a line a case, in words of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SET_IN = (
    "Analysts at Brandt & Lisle said the delay would cost Velmont about €240m and its biggest customer, "
    "the carmaker Ardea, a good deal of patience."
)
CASES: list[tuple[str, str, str, list[list[str]]]] = [
    (
        "after a unit that ends the sentence",
        "Ann Roe said the club had paid £12m. Manager Ben Poe said it was too much.",
        "said",
        [["the club had paid £12m."], ["it was too much"]],
    ),
    (
        "where what is joined has a source of its own",
        "Ann Roe said that she was hopeful, and the bridge, according to the council, is still closed.",
        "said",
        [["that she was hopeful"]],
    ),
    (
        "before a finite verb whose subject stands before the cue",
        "Farmers who support the plan have said little.",
        "support",
        [["the plan"]],
    ),
    (
        "a what-for with “as” belongs to what is judged",
        "Ann Roe defended Ben Poe as an honest man.",
        "defended",
        [["Ben Poe as an honest man"]],
    ),
    (
        "a comparison with “as” does not",
        "Ann Roe supported the plan as she has in the past.",
        "supported",
        [["the plan"]],
    ),
    (
        "before how it was done, where that is a cue",
        "Ann Roe dismissed the charges by pointing out that the bridge still stands.",
        "dismissed",
        [["the charges"]],
    ),
    (
        "the day on which it was said",
        "The council’s engineer confirmed the figures on Wednesday.",
        "confirmed",
        [["the figures"]],
    ),
    ("the day that is promised", "Ann Roe promised a result by Wednesday.", "promised", [["a result by Wednesday"]]),
    (
        "the time of what is expected",
        "Ann Roe does not expect crowds before June.",
        "does not expect",
        [["crowds before June"]],
    ),
    (
        "a place and where it lies",
        "Ann Roe condemned the attack in Benghazi, Libya.",
        "condemned",
        [["the attack in Benghazi, Libya"]],
    ),
    (
        "at the bracket that was opened before it",
        "The bridge is closed. (Ann Roe says it leaks.) Nobody crosses it.",
        "says",
        [["it leaks"]],
    ),
    (
        "after a name set into the clause that the tree hangs on the cue",
        SET_IN,
        "said",
        [[SET_IN.removeprefix("Analysts at Brandt & Lisle said ").removesuffix(".")]],
    ),
    (
        "a clause that opens its sentence, at the comma before the main one",
        "After Brown criticised Poe during a debate, Roe shot back, “That is a lie.”",
        "criticised",
        [["Poe"]],
    ),
    (
        "a question that opens its sentence, at the comma before the answer",
        "Asked if the dam was safe, 46 percent of voters said yes.",
        "Asked",
        [["if the dam was safe"]],
    ),
    (
        "a noun asked about",
        "Asked about that vote, Roe pointed to her support for it.",
        "Asked",
        [["that vote"]],
    ),
    (
        "before a subject with a clause of its own",
        "Asked which quality matters to them, only 23 percent of those who chose “one who cares” voted for Roe.",
        "Asked",
        [["which quality matters to them"]],
    ),
    ("an answer alone", "Asked if it was safe, 46 percent of voters said yes while some did not.", "said", [["yes"]]),
    (
        "before what somebody else says in the same tense",
        "The plane was sold for some $35 million, records show, and experts say it is worth more.",
        "show",
        [["The plane was sold for some $35 million"]],
    ),
    (
        "before what others do in the present",
        "Republicans have argued that the tax should be part of a reform, but Democrats have pushed for quick action.",
        "have argued",
        [["that the tax should be part of a reform"]],
    ),
    ("an answer before a contrast", "Asked if it fell, 46 percent said yes, but 50 say it did not.", "said", [["yes"]]),
    (
        "before what the speaker says as “he” with an adverb",
        "Roe said the approach remained “one of strength”, but he also warned Danubia against haste.",
        "said",
        [["the approach remained “one of strength”"]],
    ),
    (
        "a remark without a finite verb, at its second comma",
        "But Roe, who recalled taking the lift up to the suite, said in a letter that the book was lost.",
        "recalled",
        [["taking the lift up to the suite"]],
    ),
    (
        "a remark between dashes",
        'Poe - who once said he would "sell the rest of" the boats tied up by the town - said at a rally that he won.',
        "said",
        [['he would "sell the rest of" the boats tied up by the town'], ["that he won"]],
    ),
    (
        "before an answer that a noun sums up for",
        "Roe argued that the plan failed, a charge that the leaders strongly denied.",
        "argued",
        [["that the plan failed"]],
    ),
]


@pytest.mark.parametrize(("text", "cue", "pieces"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_end(said_with: Callable[[str, str], list[list[str]]], text: str, cue: str, pieces: list[list[str]]) -> None:
    assert said_with(text, cue) == pieces
