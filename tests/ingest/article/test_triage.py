"""One article from several inputs: which of them it is taken from, and what stays of what was known."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from flows.enums import Outcome
from flows.ingest.article.carry_over import carry_over
from flows.ingest.listings.entry import MEDIA_TYPE, ListingEntry
from flows.records import article_id

from ..conftest import Night, Run
from ..fetch.site import article
from ..test_step import TEXT, jsonl

PAGE = "https://courier.test/a"
TWO = datetime(2026, 11, 22, 2, tzinfo=UTC)
Capture = tuple[str, str, ListingEntry | None]


def capture(url: str = PAGE, name: str = "Mara Olsen", head: str = "", listed: ListingEntry | None = None) -> Capture:
    return url, article("Lund", name, head), listed


def claim(url: str, name: str) -> Capture:
    return capture(url, name, f"<link rel='canonical' href='{PAGE}'>")


def warc(path: Path, *captures: Capture, at: datetime = TWO) -> Path:
    """An archive of pages that were had one second after the other."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for second, (url, html, listed) in enumerate(captures):
            fields = {"WARC-Date": (at + timedelta(seconds=second)).strftime("%Y-%m-%dT%H:%M:%SZ")}
            if listed:
                said = listed.to_json()
                writer.write_record(
                    writer.create_warc_record(url, "metadata", io.BytesIO(said), len(said), MEDIA_TYPE, fields)
                )
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            raw = html.encode()
            writer.write_record(
                writer.create_warc_record(url, "response", io.BytesIO(raw), len(raw), "", fields, http_headers=headers)
            )
    return path


def known_since(night: Night, captured_at: datetime) -> pl.DataFrame:
    """The night's articles as the next one knows them, whose address answers so since then."""
    return night.known().with_columns(captured_at=pl.lit(captured_at))


def run_number(inbox: Path, number: int, *captures: Capture) -> Path:
    at = TWO + timedelta(hours=number)
    return warc(inbox / f"2026-11-22.{number}-courier.test.warc.gz", *captures, at=at)


@pytest.mark.parametrize("is_own_first", [True, False])
@pytest.mark.parametrize("shard_words", [1, 25_000])
def test_the_page_at_the_canonical_url_wins(inbox: Path, run: Run, is_own_first: bool, shard_words: int) -> None:
    pages = [capture(name="Own Voice"), claim(PAGE + "/print", "Other Voice")]
    night = run(warc(inbox / "a.warc.gz", *pages[:: 1 if is_own_first else -1]), shard_words=shard_words)
    assert "Own Voice" in night.article["text"]
    loaded, repeated = sorted(night.outcomes, key=lambda row: row["outcome"])
    assert (loaded["outcome"], repeated["outcome"]) == ("loaded", "repeated")
    assert loaded["input"].startswith(PAGE + " ")
    assert f"the same article as {loaded['input']}, with another text" in repeated["reason"]
    assert "own address" in repeated["reason"]
    assert night.ingested.counts[Outcome.LOADED] == night.ingested.counts[Outcome.REPEATED] == 1


def test_another_sites_article_is_not_replaced(inbox: Path, run: Run) -> None:
    night = run(warc(inbox / "a.warc.gz", claim("https://evil.test/x", "Other Voice"), capture(name="Own Voice")))
    assert [outcome for outcome, _ in night.ended()] == ["loaded", "loaded"]
    [own] = [row for row in night.articles if row["article_id"] == article_id(PAGE, None, "", "")]
    assert "Own Voice" in own["text"]


def test_the_latest_run_of_a_day_wins(inbox: Path, run: Run) -> None:
    for number in (1, 2, 10):
        run_number(inbox, number, capture(name=f"Voice Number{number}"))
    night = run(inbox)
    assert "Number10" in night.article["text"]
    assert [row["outcome"] for row in night.outcomes] == ["repeated", "repeated", "loaded"]
    assert "later run" in night.outcomes[0]["reason"]


def test_an_archived_day_gives_the_same_rows(inbox: Path, run: Run) -> None:
    stated = "<meta property='article:published_time' content='2026-11-20T08:00:00Z'>"
    listed = ListingEntry(authors=("Ann Lee",), published_at=TWO, published_from="feed")
    first = run(run_number(inbox, 1, capture(listed=listed), capture("https://courier.test/b", head=stated)))
    pages = [capture(name="New Voice"), claim(PAGE + "/print", "Other Voice"), capture("https://courier.test/b")]
    second = run(run_number(inbox, 2, *pages), known=known_since(first, TWO))
    latest = {row["article_id"]: row for row in [*first.articles, *second.articles]}
    again = {row["article_id"]: row for row in run(inbox).articles}
    assert again == latest
    assert again[article_id(PAGE, None, "", "")]["authors"] == ["Ann Lee"]


def test_an_older_capture_replaces_nothing(inbox: Path, run: Run) -> None:
    first = run(run_number(inbox, 1, capture(name="Old Voice")))
    second = run(run_number(inbox, 2, capture(name="New Voice")), known=known_since(first, TWO))
    known = known_since(second, TWO + timedelta(hours=2))
    old = run(inbox / "2026-11-22.1-courier.test.warc.gz", known=known)
    assert (old.ended(), old.articles) == ([("unchanged", "older_capture")], [])
    assert "an older capture (2026-11-22 03:00:00 UTC)" in old.outcomes[0]["reason"]
    # The newest capture is read again after a change of the rules, however often.
    same = known.with_columns(record_hash=pl.lit("of other rules"))
    assert run(inbox / "2026-11-22.2-courier.test.warc.gz", known=same).ended() == [("revised", "metadata")]


def test_a_page_that_changes_back_is_revised(inbox: Path, run: Run) -> None:
    first = run(run_number(inbox, 1, capture(name="Old Voice")))
    second = run(run_number(inbox, 2, capture(name="New Voice")))
    versions = [known_since(first, TWO).with_columns(is_current=False), known_since(second, TWO + timedelta(hours=2))]
    known = pl.concat([versions[0], versions[1].with_columns(pl.col("version") + 1)])
    back = run(run_number(inbox, 3, capture(name="Old Voice")), known=known)
    assert back.ended() == [("revised", "text")]
    assert back.outcomes[0]["reason"] == "text changed back to that of version 1"


def test_an_entrys_fields_outlive_the_listing(inbox: Path, run: Run) -> None:
    listed = ListingEntry(authors=("Ann Lee",), published_at=TWO, published_from="feed")
    first = run(run_number(inbox, 1, capture(listed=listed)))
    assert first.article["published_from"] == "feed"
    second = run(run_number(inbox, 2, capture()), known=known_since(first, TWO))
    assert second.ended() == [("unchanged", None)]


@pytest.mark.parametrize(
    ("known", "new", "is_kept"),
    [
        ("feed", None, True),
        ("feed", "page (day only)", True),
        ("feed", "feed updated", True),
        ("json-ld", "feed", True),
        ("record", None, True),
        ("feed", "sitemap", False),
        ("feed", "json-ld", False),
        ("page (day only)", "feed (no zone)", False),
        ("json-ld", "meta date (no zone)", False),
    ],
)
def test_a_date_yields_only_to_one_as_certain(
    inbox: Path, run: Run, known: str, new: str | None, is_kept: bool
) -> None:
    row = run(jsonl(inbox / "a.jsonl", {"text": TEXT, "url": PAGE})).article
    row |= {"published_at": TWO + timedelta(days=1) if new else None, "published_from": new}
    merged = carry_over(row, {"published_at": TWO, "published_from": known})
    assert (merged["published_at"], merged["published_from"]) == (
        (TWO, known) if is_kept else (row["published_at"], new)
    )
    assert merged["record_hash"] != row["record_hash"] or not is_kept
    assert merged["published_on"] == TWO.date() or not is_kept
