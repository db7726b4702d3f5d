"""Corpora with coreference, as texts and chains."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.coreference_corpora import Annotated, read_gap, read_gum, read_litbank, read_meantime, read_news
from tests.conftest import ROOT

GUM = """# newdoc id = GUM_news_x
# newpar
1\tAnn\t_\t_\t_\t_\t_\t_\t_\tEntity=(1-person-new-x-cf1-1-coref)
2-3\tisn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tis\t_\t_\t_\t_\t_\t_\t_\t_
3\tn't\t_\t_\t_\t_\t_\t_\t_\t_
4\there\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
5\t.\t_\t_\t_\t_\t_\t_\t_\t_

# newpar
1\tShe\t_\t_\t_\t_\t_\t_\t_\tEntity=(1-person-giv-x-cf1-1-coref)
2\tleft\t_\t_\t_\t_\t_\t_\t_\t_
"""


def words(document: Annotated) -> list[list[str]]:
    return [[document.text[start:end] for start, end in chain] for chain in document.chains]


def test_gum_joins_words_and_paragraphs(tmp_path: Path) -> None:
    (tmp_path / "GUM_news_x.conllu").write_text(GUM, encoding="utf-8")
    [document] = read_gum(tmp_path)
    assert document.text == "Ann isn't here.\n\nShe left"
    assert words(document) == [["Ann", "She"]]


def test_litbank_takes_blanks_out(tmp_path: Path) -> None:
    text = '" Come , " said Ann . She left .'
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    spans = [
        (f"T{n}", label, text.index(word), word) for n, (label, word) in enumerate([("A-1", "Ann"), ("A-1", "She")])
    ]
    lines = [f"{key}\t{label} {at} {at + len(word)}\t{word}" for key, label, at, word in spans]
    (tmp_path / "x.ann").write_text("\n".join([*lines, "T9\tPROP_PER 0 1\tx"]), encoding="utf-8")
    [document] = read_litbank(tmp_path)
    assert document.text == '"Come," said Ann. She left.'
    assert words(document) == [["Ann", "She"]]


def test_meantime_keeps_its_spans(tmp_path: Path) -> None:
    path = tmp_path / "chains.jsonl"
    chain = [{"start": 0, "end": 3}, {"start": 10, "end": 13}]
    path.write_text(json.dumps({"doc_id": "m", "text": "Ann left. She ran.", "chains": [chain]}), encoding="utf-8")
    [document] = read_meantime(path)
    assert words(document) == [["Ann", "She"]]


def test_gap_asks_for_its_pronoun_only(tmp_path: Path) -> None:
    header = ["ID", "Text", "Pronoun", "Pronoun-offset", "A", "A-offset", "A-coref", "B", "B-offset", "B-coref"]
    row = ["g", "Ann met May. She ran.", "She", "13", "Ann", "0", "TRUE", "May", "8", "FALSE"]
    path = tmp_path / "gap.tsv"
    path.write_text("\n".join("\t".join(line) for line in (header, row)), encoding="utf-8")
    [document] = read_gap(path)
    assert words(document) == [["She", "Ann"], ["May"]]
    assert document.asked == ((13, 16),)


def test_news_has_marks_inside_marks(tmp_path: Path) -> None:
    (tmp_path / "x-1.txt").write_text("{1:Ann Roe} met {2:{1:her} deputy}. “{2:He} left.”\n", encoding="utf-8")
    [document] = read_news(tmp_path)
    assert document.text == "Ann Roe met her deputy. “He left.”\n"
    assert words(document) == [["Ann Roe", "her"], ["her deputy", "He"]]


@pytest.mark.parametrize("text", ["{1:Ann left.", "Ann} left.", "{1:Ann {2:Roe} left."])
def test_marks_that_do_not_pair_are_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "x-1.txt").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"x-1\.txt"):
        list(read_news(tmp_path))


def test_the_articles_of_our_own_are_marked_throughout() -> None:
    for document in read_news(ROOT / "models" / "news"):
        assert document.chains, document.name
        assert not set("{}") & set(document.text), document.name
