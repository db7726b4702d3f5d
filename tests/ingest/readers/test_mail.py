"""Messages as people have them: mailboxes with odd lines, wrapped and flowed text."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..conftest import Run

HEAD = "From: Ida Wren <ida@c.test>\nSubject: {}\nDate: Thu, 05 Sep 2024 18:30:00 +0000\n"
WRAPPED = """\
The harbour of Saltmere will reopen on Monday, the mayor Ida Kestrel
said on Thursday after engineers had checked the wall. “We are ready,”
she added. The council had waited for the engineers since spring, and
the fishermen lost a season of work to it.

Leo Marsh, who runs the ferry, warned that the fares would rise by a
tenth, since the diesel and the repairs cost more than he had planned
for the year, and the council would not help.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_with_from_does_not_cut_a_message(inbox: Path, run: Run, end: str) -> None:
    text = "It stopped.\n\nFrom today, buses run.\nOK.\n\n"
    first = f"From ida@c.test Thu Sep  5 18:30:00 2024\n{HEAD.format('Ferry')}\n{text}"
    second = f"From - Fri Sep  6 18:30:00 2024\nX-Status: 1\n{HEAD.format('Pier')}\n>From the shore it looks small.\n"
    (inbox / "a.mbox").write_bytes((first + second).replace("\n", end).encode())
    assert [(row["title"], row["text"].strip()) for row in run(inbox).articles] == [
        ("Ferry", "It stopped.\n\nFrom today, buses run.\nOK."),
        ("Pier", "From the shore it looks small."),
    ]


def test_wrapped_paragraphs_of_a_mail_are_joined(inbox: Path, run: Run) -> None:
    (inbox / "a.eml").write_text(f"{HEAD.format('Pier')}\n{WRAPPED}")
    assert "“We are ready,” she added." in run(inbox).article["text"]


def test_flowed_lines_of_a_mail_are_joined(inbox: Path, run: Run) -> None:
    kind = "Content-Type: text/plain; charset=utf-8; format=flowed\n"
    (inbox / "a.eml").write_text(f"{HEAD.format('Pier')}{kind}\n“We are ready,” \nshe added.\n\nOver.\n-- \nIda\n")
    assert run(inbox).article["text"].strip() == "“We are ready,” she added.\n\nOver.\n-- \nIda"
