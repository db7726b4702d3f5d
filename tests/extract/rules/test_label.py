"""Speakers named by a label: in transcripts and headlines, before a quotation, after a dash."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Extract, said

CASES = [
    (
        "turns of a transcript, the last without a verb",
        "\n\n".join(
            [
                "Interviewer: Why did you stop?",
                "Tomasz Wilk: Because I ran out of lies.",
                "Interviewer: Will you start again?",
                "Tomasz Wilk: Never!",
            ]
        ),
        [
            ("Interviewer", ["Why did you stop?"]),
            ("Tomasz Wilk", ["Because I ran out of lies."]),
            ("Interviewer", ["Will you start again?"]),
            ("Tomasz Wilk", ["Never!"]),
        ],
    ),
    (
        "labels in capitals",
        "ROE: Why did you stop?\n\nPOE: Because I ran out of lies!\n\nROE: Really?",
        [("ROE", ["Why did you stop?"]), ("POE", ["Because I ran out of lies!"]), ("ROE", ["Really?"])],
    ),
    (
        "letters name nobody",
        "Q: When did you start?\n\nA: I was nine.\n\nQ: And you never stopped?\n\nA: Never.",
        [],
    ),
    (
        "an office before a quotation",
        "Rep. Ann Roe (R-Ohio): “I have not heard anyone cite that figure.”",
        [("Ann Roe", ["I have not heard anyone cite that figure."])],
    ),
    ("an apposition before a quotation", "Ann Roe, mayor of Rome: “We won.”", [("Ann Roe", ["We won."])]),
    (
        "a title after a dash",
        "“It is what it is, and we never quit.”\n\n- President Ann Roe, tweeting after the vote",
        [("Ann Roe", ["It is what it is, and we never quit."])],
    ),
]


@pytest.mark.parametrize(("text", "rows"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_who_is_labelled(extract: Extract, text: str, rows: list[tuple[str | None, list[str]]]) -> None:
    assert said(text, extract(text)) == rows
