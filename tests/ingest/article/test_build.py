"""Whose an input is, and by what its article is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.records import article_id

from ..conftest import Run
from ..fetch.site import article as page_of
from ..test_step import TEXT, jsonl

PUBLISHER = (
    "<script type='application/ld+json'>"
    '{"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "Courier House"}}</script>'
)


@pytest.mark.parametrize(
    ("record", "given", "expected"),
    [
        ({"source": "Own", "url": "https://www.example.org/a"}, "Flag", "Flag"),
        ({"source": "Own", "url": "https://www.example.org/a"}, None, "Own"),
        ({"url": "https://www.example.org/a"}, None, "example.org"),
        ({}, None, "files"),
    ],
)
def test_the_source_is_flag_then_record_then_host(
    inbox: Path, run: Run, record: dict[str, str], given: str | None, expected: str
) -> None:
    path = jsonl(inbox / "a.jsonl", {"text": TEXT, **record})
    assert run(path, source=given).article["source"] == expected


def test_a_refused_record_has_its_source(inbox: Path, run: Run) -> None:
    jsonl(inbox / "a.jsonl", {"text": "", "url": "https://www.example.org/a"}, {"text": "", "source": "Own"}, "{")
    assert [row["source"] for row in run(inbox).outcomes] == ["example.org", "Own", "files"]
    assert {row["source"] for row in run(inbox, source="Flag").outcomes} == {"Flag"}


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<meta property='og:site_name' content='Skarvik Courier'>", "Skarvik Courier"),
        (PUBLISHER, "Courier House"),
        ("<link rel='canonical' href='https://www.courier.test/a'>", "courier.test"),
        (f"<meta property='og:site_name' content='{'x' * 201}'>", "files"),
        ("", "files"),
    ],
)
def test_a_page_takes_its_source_from_its_site(inbox: Path, run: Run, head: str, expected: str) -> None:
    (inbox / "a.html").write_text(page_of("Lund", head=head))
    article = run(inbox).article
    assert article["source"] == expected
    canonical = "https://www.courier.test/a" if "canonical" in head else None
    assert article["article_id"] == article_id(canonical, None, "files", "a.html")
    assert run(inbox, source="Flag").article["source"] == "Flag"


@pytest.mark.parametrize(
    ("url", "canonical", "is_believed"),
    [
        ("https://www.courier.test/a?from=feed", "https://courier.test/a", True),
        ("https://amp.courier.test/a", "https://courier.test/a", True),
        ("https://news.example.co.uk/a", "https://www.example.co.uk/b", True),
        (None, "https://courier.test/a", True),
        ("https://evil.test/a", "https://courier.test/a", False),
        ("https://evil.co.uk/a", "https://example.co.uk/a", False),
        ("https://one.github.io/a", "https://two.github.io/a", False),
        ("http://127.0.0.1:8001/a", "http://127.0.0.1:8002/a", False),
    ],
)
def test_only_a_canonical_url_on_the_site_counts(
    inbox: Path, run: Run, url: str | None, canonical: str, is_believed: bool
) -> None:
    article = run(jsonl(inbox / "a.jsonl", {"text": TEXT, "url": url, "canonical_url": canonical})).article
    assert article["article_id"] == article_id(canonical if is_believed else url, None, "", "")
    assert article["canonical_url"] == canonical


def test_a_copy_belongs_to_its_own_site(inbox: Path, run: Run) -> None:
    record = {"text": TEXT, "url": "https://copy.test/a", "canonical_url": "https://courier.test/a"}
    assert run(jsonl(inbox / "a.jsonl", record)).article["source"] == "copy.test"
