"""Sentences: the component that tells the parser where a sentence must start and where none can.

A parser trained on web text splits news badly at abbreviations and inside quotations. Paragraph ends and end marks say
more; the parser keeps what is set here and decides the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from flows.extract.text.datelines import dateline_at
from flows.extract.text.paragraphs import paragraphs
from flows.extract.text.punctuation import DASHES, END_MARKS

TITLES = frozenset(
    {"Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "St.", "Sen.", "Rep.", "Gov.", "Gen.", "Capt.", "Lt.", "Sgt."}
)
"""Abbreviations that a nickname in quotation marks may follow."""
MIN_WORD = 2
"""Characters of the shortest unit with its full stop ("m."); initials have as many."""
UNITS = frozenset(
    {"m.", "bn.", "tn.", "k.", "p.", "km.", "cm.", "mm.", "mi.", "kg.", "lb.", "lbs.", "oz.", "ft.", "in.", "mph."}
    | {"a.m.", "p.m.", "am.", "pm."}
)
"""Units that tokenizers keep together with the full stop of their sentence: "had paid £12m. Manager Ann Roe"."""
AFTER_HOURS = frozenset(
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March"}
    | {"April", "May", "June", "July", "August", "September", "October", "November", "December", "Eastern"}
    | {"Pacific", "Central", "Mountain", "British", "Greenwich"}
)
"""Words with a capital that go on after "6 p.m."; time zones in capitals do so too."""
STARTERS = frozenset(
    {"The", "He", "She", "It", "They", "We", "This", "These", "Those", "That", "There", "His", "Her", "Its", "Their"}
    | {"But", "However", "Last", "When", "While", "After", "Before", "Since"}
)
"""Words that have a capital only where a sentence starts, so that an abbreviation before them ends one."""
NEVER_LAST = TITLES | {"v.", "vs.", "Rev.", "Hon.", "Col.", "Maj.", "Cpl.", "Insp.", "Supt.", "Messrs.", "Mt.", "Ft."}
"""Abbreviations that something always follows."""
CLOSERS = frozenset("\"”’'»)]") | {"''"}
OPENERS = frozenset("\"“‘'«([") | {"''", "``"}


@Language.component("onrecord_sentences", assigns=["token.is_sent_start"])
def set_sentence_starts(doc: Doc) -> Doc:
    """Start a sentence at each paragraph and after each end mark; to stand before the parser, which keeps it."""
    # All at once: set token by token, each asks the whole document whether it is parsed already.
    starts: Any = np.array([1 if is_start else -1 for is_start in _starts(doc)], dtype=np.int64).astype(np.uint64)
    return doc.from_array(["SENT_START"], starts) if len(doc) else doc


def _starts(doc: Doc) -> Iterator[bool]:
    """For each token whether a sentence starts there."""
    tokens = list(doc)  # spaCy builds its tokens anew at each access, and for `doc.text` too
    new_paragraph = {start for start, _ in paragraphs("".join([token.text_with_ws for token in tokens]))}
    datelined = {end for token in tokens if token.idx in new_paragraph and (end := _find_text_start(token)) is not None}
    ended = False
    for token in tokens:
        if token.idx in new_paragraph or token.i in datelined:
            yield True
            ended = False
        elif token.is_space:
            yield False
        elif token.text in END_MARKS:
            yield False
            ended = True
        elif ended and _closes(token):
            yield False
        else:
            is_ended = ended and not _is_number_of_rank(token)
            yield _may_start(token) and (is_ended or _ends_abbreviated(token) or _follows_abbreviation(token))
            ended = False


def _find_text_start(first: Token) -> int | None:
    """The token after the dash of a dateline ("BAMAKO, 19 November – The road ..."), if one starts here."""
    dateline = dateline_at(first.doc, first.i)
    return dateline.mark + 1 if dateline and first.doc[dateline.mark].text in DASHES else None


def _closes(token: Token) -> bool:
    """Whether a mark after the end of a sentence still belongs to it."""
    if token.text not in CLOSERS:
        return False
    before = token.doc[token.i - 1]
    return token.text in "”’»)]" or not (before.whitespace_ or before.is_space)


def _ends_abbreviated(opener: Token) -> bool:
    """Whether a quotation opens after an abbreviation that ends the sentence before: ... of Fresno, Calif. “It ..."""
    if opener.text not in OPENERS or opener.i == 0 or opener.i + 1 >= len(opener.doc):
        return False
    before, after = opener.doc[opener.i - 1], opener.doc[opener.i + 1]
    return before.text.endswith(".") and bool(before.whitespace_) and before.text not in TITLES and after.is_title


def _follows_abbreviation(token: Token) -> bool:
    """Whether a sentence starts after an abbreviation: after a unit, or with a word that tells so ("Acme Inc. The")."""
    if token.i == 0 or not token.is_title:
        return False
    before = token.doc[token.i - 1]
    if not before.text.endswith(".") or not before.whitespace_ or before.text in NEVER_LAST or len(before) < MIN_WORD:
        return False
    if token.i > 1 and before.text in UNITS and any(letter.isdigit() for letter in token.doc[token.i - 2].text):
        return token.text not in AFTER_HOURS
    return token.text in STARTERS and len(before) > MIN_WORD  # not "J. The", an initial


def _is_number_of_rank(token: Token) -> bool:
    """Whether a number follows "No.", which tokenizers part into a word and a full stop: "at No. 10"."""
    if token.i < 2 or not token.text[0].isdigit():
        return False
    word, stop = token.doc[token.i - 2], token.doc[token.i - 1]
    return word.text in {"No", "Nos"} and stop.text == "."


def _may_start(token: Token) -> bool:
    return token.text in OPENERS or not token.is_alpha or not token.text[0].islower()
