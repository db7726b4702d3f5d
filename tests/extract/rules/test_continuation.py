"""Quotations without a cue of their own: what they go on with, lead up to, or are a row of."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Extract, said

GOES_ON = "“I have walked over it every day for ten years.”"

CASES = [
    (
        "an unclosed mark ends with its own attribution",
        "“It is late, said Ann Roe, a farmer.\n\nThe mayor came. “I agree,” said Ben Poe.",
        [("Ann Roe", ["It is late,"]), ("Ben Poe", ["I agree,"])],
    ),
    (
        "an unclosed mark does not reach over a paragraph without marks",
        "Ben Poe said: “The man is armed.\n\nThe street was closed.\n\n“I hid in the bath,” said Ann Roe.",
        [("Ben Poe", ["The man is armed."]), ("Ann Roe", ["I hid in the bath,"])],
    ),
    (
        "a long paragraph goes on",
        f"“It is safe,” Ann Roe said.\n\n{GOES_ON}\n\n“And so has everyone else in the town.”",
        [
            (
                "Ann Roe",
                [
                    "It is safe,",
                    "I have walked over it every day for ten years.",
                    "And so has everyone else in the town.",
                ],
            )
        ],
    ),
    (
        "paragraphs left open lead up to the attribution",
        "Ann Roe read on.\n\n“It failed.\n\n“It failed again.\n\n“It must not,” she said.",
        [("Ann Roe", ["It failed.", "It failed again.", "It must not,"])],
    ),
    (
        "a long paragraph leads up to the attribution",
        "“We waited for an hour in the rain and nobody came.”\n\n“Then we all walked home,” said Ann Roe.",
        [("Ann Roe", ["We waited for an hour in the rain and nobody came.", "Then we all walked home,"])],
    ),
    (
        "a question leads up to nobody's answer",
        "“Did anybody of you see where the dog went?”\n\n“It is at home,” said Ann Roe.",
        [("Ann Roe", ["It is at home,"])],
    ),
    (
        "a sentence in marks follows whoever acts",
        "Marta Venn leaned across the table. “We were never asked.” Her brother nodded.",
        [("Marta Venn", ["We were never asked."])],
    ),
    (
        "a person who is only introduced speaks",
        "And more from Callum Reyes. “I have asked the army for trucks.”",
        [("Callum Reyes", ["I have asked the army for trucks."])],
    ),
    ("a thing that acts says nothing", "The sky was grey. “Nobody came to see it.”", []),
    (
        "paragraphs of quotation follow an indirect statement",
        "Ann Roe said the dam had failed.\n\n“We rang six times and nobody came.”\n\n“We rang again.”",
        [
            ("Ann Roe", ["the dam had failed"]),
            ("Ann Roe", ["We rang six times and nobody came."]),
            ("Ann Roe", ["We rang again."]),
        ],
    ),
    (
        "a paragraph of quotation follows whoever acts",
        "Ann Roe walked to the window.\n\n“Nobody came to see me.”\n\nIt was dark.",
        [("Ann Roe", ["Nobody came to see me."])],
    ),
    (
        "after an indirect question the answer is another's",
        "Ann Roe asked whether it was safe.\n\n“It is safe, as I told you.”",
        [("Ann Roe", ["whether it was safe"])],
    ),
    (
        "two speakers take turns",
        "“Where were you?” Ann Roe asked.\n\n“At home,” said Ben Poe.\n\n“All night?”\n\n“All night.”",
        [
            ("Ann Roe", ["Where were you?"]),
            ("Ben Poe", ["At home,"]),
            ("Ann Roe", ["All night?"]),
            ("Ben Poe", ["All night."]),
        ],
    ),
    (
        "a heading in single marks is no speech",
        "“It is safe,” Ann Roe said.\n\n'The bridge of the kings is falling down.'",
        [("Ann Roe", ["It is safe,"])],
    ),
]


@pytest.mark.parametrize(("text", "rows"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_who_goes_on(extract: Extract, text: str, rows: list[tuple[str, list[str]]]) -> None:
    assert said(text, extract(text)) == rows
