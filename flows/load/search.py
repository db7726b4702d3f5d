"""Full text on the stage file: the words of new texts, their stems, and the texts as the search macros read them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl
import snowballstemmer

_LANGUAGE = "english"


def index_texts(stage: duckdb.DuckDBPyConnection, sql: Path) -> None:
    """Bring `main.word_stems` and `main.stemmed_texts` up to the articles and quotes of the stage file.

    Read are those of the articles in `arriving`, and any that were never read.
    """
    folder = sql / "search"
    stage.execute((folder / "1_unread_texts.sql").read_text("utf-8"))
    words = stage.sql((folder / "2_new_words.sql").read_text("utf-8")).pl()["word"]
    stage.register("new_stems", pl.DataFrame({"word": words, "stem": stem_words(words.to_list())}))
    stage.execute("insert into main.word_stems by name select * from new_stems")
    stage.unregister("new_stems")
    stage.execute((folder / "3_stemmed_texts.sql").read_text("utf-8"))


def stem_words(words: list[str]) -> list[str]:
    """The stem of each word, which is in lower case and without accents."""
    stems: list[str] = snowballstemmer.stemmer(_LANGUAGE).stemWords(words)
    return stems
