"""Where sentences start: at end marks, and after units and abbreviations that a sentence ends with."""

from __future__ import annotations

import pytest
import spacy

from flows.extract.text.sentences import set_sentence_starts

CASES = [
    ("The club had paid £12m. Manager Ann Roe said so.", ["The club had paid £12m.", "Manager Ann Roe said so."]),
    ("It opens at 6 p.m. Drivers waited.", ["It opens at 6 p.m.", "Drivers waited."]),
    ("He came at 6 p.m. Monday and left.", ["He came at 6 p.m. Monday and left."]),
    ("He came at 7 a.m. EST and left.", ["He came at 7 a.m. EST and left."]),
    ("He left Acme Inc. The firm denied it.", ["He left Acme Inc.", "The firm denied it."]),
    ("He lives in the U.S. He is old.", ["He lives in the U.S.", "He is old."]),
    ("In the U.S. Senate he spoke.", ["In the U.S. Senate he spoke."]),
    ("It was Roe v. The Queen again.", ["It was Roe v. The Queen again."]),
    ("She spoke at No. 10 on Monday.", ["She spoke at No. 10 on Monday."]),
    ("“Is it safe?” He said no.", ["“Is it safe?”", "He said no."]),
]


@pytest.mark.parametrize(("text", "sentences"), CASES)
def test_a_sentence_starts_after_its_end(text: str, sentences: list[str]) -> None:
    doc = set_sentence_starts(spacy.blank("en").make_doc(text))
    assert [sentence.text for sentence in doc.sents] == sentences
