"""The shape of a dateline: what opens a report before a dash, a colon or a bar."""

from __future__ import annotations

import pytest
from spacy.lang.en import English

from flows.extract.text.datelines import dateline_at


@pytest.mark.parametrize(
    ("text", "place", "mark"),
    [
        ("BAMAKO, 19 November – The road is shut.", "BAMAKO", "–"),
        ("LAGOS (Wire) - Rain fell.", "LAGOS", "-"),
        ("NEW DELHI: Rain fell.", "NEW DELHI", ":"),
        ("MONTEGO BAY, Jamaica, Jan. 12 (Agency) — Rain fell.", "MONTEGO BAY", "—"),
        ("PORT-AU-PRINCE - Rain fell.", "PORT-AU-PRINCE", "-"),
        ("ST. PAUL, Minn. (Wire) — Rain fell.", "ST. PAUL", "—"),
        ("LA PAZ | Rain fell.", "LA PAZ", "|"),
    ],
)
def test_a_dateline(text: str, place: str, mark: str) -> None:
    doc = English()(text)
    found = dateline_at(doc, 0)
    assert found is not None
    assert (doc[found.start : found.place_end].text, doc[found.mark].text) == (place, mark)


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell - again.",
        "NATO allies met in May – and left.",
        "NATO, which met in May – left.",
        "WE WON . Then –",
        "A - B",
    ],
)
def test_no_dateline(text: str) -> None:
    assert dateline_at(English()(text), 0) is None
