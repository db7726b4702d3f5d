"""Feeds and sitemaps as they are found."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from flows.ingest.listings.listing import read_listing
from flows.ingest.listings.sniff import ContentKind
from flows.ingest.units import Refused

HOME = "https://courier.test/news/feed"
WHEN = "<pubDate>Thu, 05 Sep 2024 18:30:00 GMT</pubDate>"
ITEM = f"<item><title>A &amp; b</title><link>https://courier.test/a</link>{WHEN}</item>"


def rss(items: str = ITEM, before: str = "<?xml version='1.0'?>", attributes: str = "") -> bytes:
    space = "xmlns:dc='http://purl.org/dc/elements/1.1/'"
    return f"{before}<rss version='2.0' {space} {attributes}><channel>{items}</channel></rss>".encode()


@pytest.mark.parametrize(
    "body",
    [
        rss(),
        rss(before="<br><b>Warning</b>: file.php\n<?xml version='1.0'?>"),
        rss(ITEM.replace("A &amp;", "A&nbsp;&amp;")),
        rss(ITEM.replace("A &amp;", "A &")),
        rss(ITEM.replace("A &amp;", "A&nb;&amp;"), "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY nb '&#160;'>]>"),
        rss(ITEM.replace("b</title>", "b\x0b</title>")),
        rss()[:-20],
    ],
)
def test_a_damaged_feed_is_read(body: bytes) -> None:
    [item] = read_listing(body, ContentKind.FEED, HOME).items
    assert (item.link, item.listed.title) == ("https://courier.test/a", "A & b")
    assert item.listed.published_at == datetime(2024, 9, 5, 18, 30, tzinfo=UTC)


def test_all_creators_are_authors() -> None:
    people = "<dc:creator>Ida Wren</dc:creator><dc:creator>Leo Marsh</dc:creator>"
    [item] = read_listing(rss(ITEM.replace("<title>", people + "<title>")), ContentKind.FEED, HOME).items
    assert item.listed.authors == ("Ida Wren", "Leo Marsh")


def test_a_link_resolves_from_its_xml_base() -> None:
    items = "<item><link>b</link></item><item xml:base='/x/'><link>c</link></item>"
    body = rss(items, attributes="xml:base='https://courier.test/n/'")
    assert [item.link for item in read_listing(body, ContentKind.FEED, HOME).items] == [
        "https://courier.test/n/b", "https://courier.test/x/c"
    ]  # fmt: skip


def test_a_charset_in_the_header_decodes_a_feed() -> None:
    body = rss(ITEM.replace("<title>", "<dc:creator>Анна Орлова</dc:creator><title>")).decode().encode("cp1251")
    [item] = read_listing(body, ContentKind.FEED, HOME, "windows-1251").items
    assert item.listed.authors == ("Анна Орлова",)


def test_a_json_feed_is_read() -> None:
    item = {"url": "https://courier.test/a", "title": "T", "date_published": "2024-09-05T18:30:00Z",
            "authors": [{"name": "Ida Wren"}]}  # fmt: skip
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [item]}).encode()
    [found] = read_listing(body, ContentKind.FEED, HOME).items
    assert (found.link, found.listed.title, found.listed.authors) == (item["url"], "T", ("Ida Wren",))


def test_a_sitemap_is_read_newest_first() -> None:
    urls = "".join(
        f"<url><loc>https://c.test/{n}?a=1&b=2</loc><lastmod>2024-09-0{n}</lastmod></url>" for n in (1, 3, 2)
    )
    body = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>".encode()
    links = [item.link for item in read_listing(body, ContentKind.SITEMAP, HOME).items]
    assert links == [f"https://c.test/{n}?a=1&b=2" for n in (3, 2, 1)]


@pytest.mark.parametrize("body", [rss(), b"https://courier.test/a\nhttps://courier.test/b\n"])
def test_other_listings_serve_as_a_sitemap(body: bytes) -> None:
    assert read_listing(body, ContentKind.SITEMAP, HOME).items[0].link == "https://courier.test/a"


@pytest.mark.parametrize(
    "body",
    [b"", b"<html><body>Home</body></html>", b"{}", b"<rss>", b"/etc/hosts",
     b"<!DOCTYPE r [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><rss><channel>&b;</channel></rss>",
     b"<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/hosts'>]><rss><channel>&a;</channel></rss>"],
)  # fmt: skip
def test_anything_else_is_refused(body: bytes) -> None:
    with pytest.raises(Refused, match="broken_feed"):
        read_listing(body, ContentKind.FEED, HOME)
