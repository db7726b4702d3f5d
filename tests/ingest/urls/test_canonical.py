"""Canonical addresses, and whether they can be an article's."""

from __future__ import annotations

import pytest

from flows.ingest.urls.canonical import identifies_article

SITE = "https://courier.test"


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("/a", "/a?utm_source=x"), ("/a", "/a/amp"), ("/news/ferry-sinks", "/news/ferry-sinks/print"),
        ("/story/12345", "/story/12345/ferry-sinks"), ("/news/ferry-sinks-off-cape", "/amp/ferry-sinks-off-cape"),
        ("/?p=5", "/2024/09/ferry"), ("/index.php?id=1", "/x"), ("/news", None), ("/about", "/about"),
        ("/ferry", "/ferry/2"),
    ],
)  # fmt: skip
def test_an_article_is_identified(canonical: str, url: str | None) -> None:
    assert identifies_article(SITE + canonical, url and SITE + url)


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("/", "/news/a1"), ("", "/a"), ("/index.php", "/index.php?id=1"), ("/home/", "/a"), ("/{{post.url}}", "/a"),
        ("/%7B%7Bslug%7D%7D", "/a"), ("/undefined", "/a"), ("/news/", "/news/a1"), ("/2024/09/", "/2024/09/ferry"),
        ("/news", "/2024/ferry-sinks-off-the-cape"), ("/world-news/europe/", "/world-news/europe/ferry-sinks-off-cape"),
    ],
)  # fmt: skip
def test_a_section_or_template_is_not(canonical: str, url: str) -> None:
    assert not identifies_article(SITE + canonical, SITE + url)
