"""Reading CoNLL-U and making `Doc`s of it, on lines of our own."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.vocab import Vocab

from models.conllu import PARAGRAPH_BREAK, Sentence, from_span, read_sentences, to_doc

TWO_SENTENCES = """\
# newdoc id = tale-1
# newpar
# text = They don't care.
1	They	they	PRON	PRP	Number=Plur	4	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	care	care	VERB	VB	VerbForm=Inf	0	root	_	SpaceAfter=No
4.1	care	care	VERB	VB	_	_	_	4:dep	_
5	.	.	PUNCT	.	_	4	punct	_	_

# newpar
# text = Go!
1	Go	go	VERB	VB	_	0	root	_	SpaceAfter=No
2	!	!	PUNCT	.	_	1	punct	_	_
"""


@pytest.fixture
def sentences(tmp_path: Path) -> list[Sentence]:
    path = tmp_path / "tale.conllu"
    path.write_text(TWO_SENTENCES, encoding="utf-8")
    return list(read_sentences(path))


def test_sentences_know_their_document_and_paragraph(sentences: list[Sentence]) -> None:
    assert [(s.document, s.opens_paragraph, len(s.words)) for s in sentences] == [
        ("tale-1", True, 5),
        ("tale-1", True, 2),
    ]


def test_a_contraction_is_written_as_one(sentences: list[Sentence]) -> None:
    assert to_doc(Vocab(), sentences[:1], paragraph_breaks=False).text == "They don't care. "


def test_heads_are_counted_from_the_start_of_the_text(sentences: list[Sentence]) -> None:
    doc = to_doc(Vocab(), sentences, paragraph_breaks=False)
    assert [(t.text, t.dep_, t.head.text) for t in doc][-2:] == [("Go", "ROOT", "Go"), ("!", "punct", "Go")]
    assert [t.text for t in doc if t.is_sent_start] == ["They", "Go"]


def test_a_paragraph_break_hangs_on_the_word_before_it(sentences: list[Sentence]) -> None:
    doc = to_doc(Vocab(), sentences, paragraph_breaks=True)
    assert doc.text == f"They don't care.{PARAGRAPH_BREAK}Go! "
    assert (doc[5].pos_, doc[5].head.text, doc[5].is_sent_start) == ("SPACE", ".", False)


def test_a_row_with_too_few_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.conllu"
    path.write_text("1\tGo\tgo\n\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"broken\.conllu.*3 columns"):
        list(read_sentences(path))


def test_a_parsed_sentence_is_one_of_a_treebank_again(sentences: list[Sentence]) -> None:
    doc = to_doc(Vocab(), sentences, paragraph_breaks=False)
    again = to_doc(Vocab(), map(from_span, doc.sents), paragraph_breaks=False)
    assert again.to_json() == doc.to_json()
