"""Paragraphs of quotation that lead up to the attribution of the next: “One. ¶ “Two,” said Ann Roe."""

from __future__ import annotations

from flows.enums import RuleId
from flows.extract.rules.ledger import Ledger
from flows.extract.rules.reading import Reading
from flows.extract.text.layout import QuotationSpan

MIN_RUNNING_TEXT = 8
"""Tokens, marks included, under which a paragraph of quotation may be another's in a dialogue, or a heading."""


def lead_up(reading: Reading, ledger: Ledger, *, left_open: bool) -> None:
    """Give paragraphs of quotation to the attribution at the end of the next: “One. ¶ “Two,” said Ann Roe.

    `left_open`: only paragraphs whose quotation is not closed.
    """
    for number in range(len(reading.layout.quotations) - 2, -1, -1):
        if number not in ledger.holder and _leads_up(reading, ledger, number, left_open=left_open):
            ledger.prepend(ledger.holder[number + 1], number)


def _leads_up(reading: Reading, ledger: Ledger, number: int, *, left_open: bool) -> bool:
    """Whether a quotation leads up to the attribution at the end of the next paragraph."""
    here, after = reading.layout.quotations[number : number + 2]
    if number + 1 not in ledger.holder or after.paragraph != here.paragraph + 1:
        return False
    candidate = ledger.kept[ledger.holder[number + 1]]
    opens = after.quoted.start == reading.layout.paragraphs[after.paragraph][0] and not here.quoted.is_unclosed
    if not (opens and candidate.rule == RuleId.AFTER and candidate.segments[0] == after.inner):
        return False
    return here.quoted.is_continued or (not left_open and _is_long_statement(reading, here))


def _is_long_statement(reading: Reading, quotation: QuotationSpan) -> bool:
    """Whether a paragraph is one long quotation and no question: in a dialogue the next is another's."""
    start, end = reading.layout.paragraphs[quotation.paragraph]
    is_whole = (start, end) == (quotation.quoted.start, quotation.quoted.end)
    return is_whole and is_running_text(reading, quotation) and reading.text[quotation.inner[1] - 1] != "?"


def is_running_text(reading: Reading, quotation: QuotationSpan) -> bool:
    """Whether a quotation is neither short nor broken into lines, as one with its author below is."""
    is_long = quotation.last - quotation.first >= MIN_RUNNING_TEXT
    return is_long and "\n" not in reading.text[slice(*quotation.inner)]
