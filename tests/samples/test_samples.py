"""What the sample articles hold, row by row: `expected/<article>.toml` says what is right, whatever the code reaches.

A row that the extraction does not reach yet carries `xfail_reason`; it is strict: a row that turns right must lose it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows.extract.step import extract_shard
from flows.ingest.step import ingest
from flows.records import KNOWN_VERSIONS

ROOT = Path(__file__).parents[2]
FILES = sorted(Path(__file__).parent.glob("expected/*.toml"))
EXPECTED = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in FILES}
Row = dict[str, Any]
EDGES = " \t\n\"“”„«»'‘’.,;:?!–—-"
"""What may stand or not stand at the edge of a piece without being a different quote."""


@dataclass(frozen=True)
class Samples:
    """What came of the sample articles, as rows of `flows.records`."""

    articles: list[Row]
    mentions: list[Row]
    quotes: list[Row]

    def article(self, url_end: str) -> Row:
        """The one article whose own address, or else the file it was read from, ends in `url_end`."""
        [found] = [row for row in self.articles if (row["canonical_url"] or row["url"]).endswith(url_end)]
        return found

    def mentions_of(self, article: Row) -> list[Row]:
        return [row for row in self.mentions if row["article_id"] == article["article_id"]]

    def quotes_of(self, article: Row) -> list[Row]:
        return [row for row in self.quotes if row["article_id"] == article["article_id"]]


@pytest.fixture(scope="module")
def samples(model: str, tmp_path_factory: pytest.TempPathFactory) -> Samples:
    """One ingest and one extraction of `seeds/articles`."""
    folder = tmp_path_factory.mktemp("samples")
    ingested = ingest(
        [ROOT / "seeds" / "articles"],
        source=None,
        known=KNOWN_VERSIONS.to_frame(),
        extractor="",
        folder=folder,
        shard_words=100_000,
        progress=lambda done, total: None,
    )
    [shard] = ingested.shards
    extracted = extract_shard(shard, folder, model=model, seeds=ROOT / "seeds", languages=frozenset({"en"}))
    return Samples(*(pl.read_parquet(file).to_dicts() for file in (shard, extracted.mentions, extracted.quotes)))


def rows(key: str) -> list[Any]:
    """The expected rows of one kind in all articles, each a test of its own."""
    params = []
    for stem, expected in EXPECTED.items():
        for row in expected[key]:
            words = " ".join([row["text"]] if isinstance(row["text"], str) else row["text"]).split()[:6]
            marks = [pytest.mark.xfail(reason=row["xfail_reason"], strict=True)] if "xfail_reason" in row else []
            params.append(pytest.param(expected["article"], row, id=f"{stem}: {' '.join(words)}", marks=marks))
    return params


def locate(text: str, pieces: list[str]) -> list[tuple[int, int]]:
    """Where the pieces stand in the text: the last one first, each other as near before the next as can be.

    A piece that is not there is a mistake in the row.
    """
    spans: list[tuple[int, int]] = []
    for piece in reversed(pieces):
        start = text.rfind(piece, 0, spans[0][0]) if spans else text.find(piece)
        assert start >= 0, f"the article does not read {piece!r} there"
        spans.insert(0, (start, start + len(piece)))
    return spans


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return start, end


def allows(wanted: str, given: str | None) -> bool:
    """Whether `given` is one of the wanted values, which `|` sets apart; an article before it is no difference."""
    return given is not None and plain(given) in {plain(value) for value in wanted.split("|")}


def plain(name: str) -> str:
    return re.sub(r"^(the|an?) ", "", name.casefold()).replace("’", "'")


def differences(wanted: Row, given: Row) -> list[str]:
    """What of a quote is not as wanted, in words."""
    exact = [key for key in ("kind", "cue_class", "is_unclosed") if key in wanted and wanted[key] != given[key]]
    chosen = [key for key in ("speaker", "resolution") if not allows(wanted[key], given[key])]
    spoken = f" {given['speaker_text'] or ''} ".casefold()
    if not any(part.casefold() in spoken for part in wanted["speaker_text"].split("|")):
        chosen.append("speaker_text")
    if wanted["cue"].casefold() not in (given["cue"] or "").casefold():
        chosen.append("cue")
    return [f"{key}: wanted {wanted[key]!r}, got {given[key]!r}" for key in exact + chosen]


@pytest.mark.parametrize(("url_end", "wanted"), rows("quotes"))
def test_quote(samples: Samples, url_end: str, wanted: Row) -> None:
    article = samples.article(url_end)
    text, quotes = article["text"], samples.quotes_of(article)
    spans = [trimmed(text, *span) for span in locate(text, wanted["text"])]
    found = [
        quote
        for quote in quotes
        if [trimmed(text, piece["start_char"], piece["end_char"]) for piece in quote["segments"]] == spans
    ]
    near = [
        [text[piece["start_char"] : piece["end_char"]] for piece in quote["segments"]]
        for quote in quotes
        if quote["start_char"] < spans[-1][1] and quote["end_char"] > spans[0][0]
    ]
    assert found, f"no quote stands there; near it: {near}"
    best = min((differences(wanted, quote) for quote in found), key=len)
    assert not best, "; ".join(best)


@pytest.mark.parametrize(("url_end", "unsaid"), rows("not_quotes"))
def test_not_a_quote(samples: Samples, url_end: str, unsaid: Row) -> None:
    article = samples.article(url_end)
    [(start, end)] = locate(article["text"], [unsaid["text"]])
    over = [
        quote["text"]
        for quote in samples.quotes_of(article)
        if any(piece["start_char"] < end and piece["end_char"] > start for piece in quote["segments"])
    ]
    assert over == []


@pytest.mark.parametrize(("url_end", "wanted"), rows("mentions"))
def test_mention(samples: Samples, url_end: str, wanted: Row) -> None:
    article = samples.article(url_end)
    places = [found.span() for found in re.finditer(re.escape(wanted["text"]), article["text"])]
    start, end = places[wanted.get("nth", 1) - 1]
    mentions = [row for row in samples.mentions_of(article) if row["kind"] == "name"]
    near = [(row["text"], row["label"]) for row in mentions if row["start_char"] < end and row["end_char"] > start]
    found = [row for row in mentions if (row["start_char"], row["end_char"]) == (start, end)]
    assert found, f"no name stands there; near it: {near}"
    assert allows(wanted["label"], found[0]["label"]), f"got {found[0]['label']}"
    assert found[0]["entity_name"] == wanted.get("entity", found[0]["entity_name"])


@pytest.mark.parametrize("stem", EXPECTED)
def test_article(samples: Samples, stem: str) -> None:
    expected = EXPECTED[stem]
    article = samples.article(expected["article"])
    for column in ("title", "authors", "published_on", "language"):
        assert article[column] == expected.get(column, article[column])
    assert [words for words in expected.get("not_in_text", []) if words in article["text"]] == []


def test_every_sample_article_has_its_expected_rows(samples: Samples) -> None:
    told = {samples.article(expected["article"])["article_id"] for expected in EXPECTED.values()}
    assert told == {article["article_id"] for article in samples.articles}


def test_another_language_is_not_extracted(samples: Samples) -> None:
    others = [article for article in samples.articles if article["language"] != "en"]
    assert [article["language"] for article in others] == ["es"]
    assert [samples.quotes_of(article) + samples.mentions_of(article) for article in others] == [[]]


def test_the_sample_articles_are_where_the_first_run_looks() -> None:
    suffixes = {file.suffix for file in (ROOT / "seeds" / "articles").iterdir()}
    assert suffixes == {".txt", ".html", ".json", ".jsonl", ".csv", ".parquet"}
