"""The texts as searches read them follow the articles and quotes of the warehouse."""

from __future__ import annotations

from flows.load.search import stem_words

from .conftest import Stage, article, mention, quote

SAID = "“Bridges,” said Ana."
SPOKEN = {"mentions": [mention("a1", 16, 19, "Ana")], "quotes": [quote("a1", (1, 9), text="Bridges,")]}
TEXTS = "select kind, text_id, stems, count_stems from stemmed_texts order by 1, 2"


def test_forms_of_a_word_have_one_stem() -> None:
    assert len(set(stem_words(["bridge", "bridges", "bridged", "bridging"]))) == 1


def test_articles_and_quotes_are_read_once(stage: Stage) -> None:
    stage.load(article("a1", SAID, title="Über Brücken"), **SPOKEN)
    ((quote_id,),) = stage.rows("select quote_id from quotes")
    assert stage.rows(TEXTS) == [
        ("article", "a1", " uber brucken bridg said ana ", 5),
        ("quote", quote_id, " bridg ", 1),
    ]
    stage.load(article("a2", "Nobody said a word."))
    assert len(stage.rows(TEXTS)) == 3


def test_a_changed_text_is_read_again(stage: Stage) -> None:
    stage.load(article("a1", SAID), **SPOKEN)
    stage.load(article("a1", "Rain fell."))
    assert stage.rows(TEXTS) == [("article", "a1", " rain fell ", 2)]


def test_a_text_without_words_counts_as_read(stage: Stage) -> None:
    stage.load(article("a1", "…", title=None))
    assert stage.rows(TEXTS) == [("article", "a1", " ", 0)]
    assert stage.rows("from word_stems") == []


def test_a_file_that_was_never_read_is_read_whole(stage: Stage) -> None:
    stage.load(article("a1", SAID), **SPOKEN)
    before = stage.content()
    stage.connection.execute("delete from stemmed_texts; delete from word_stems")
    stage.load()
    assert stage.content() == before
