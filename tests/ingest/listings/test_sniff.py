"""Answers, and whether they list articles."""

from __future__ import annotations

import pytest

from flows.ingest.listings.sniff import ContentKind, sniff_kind

RDF = "<!-- <rdf:RDF xmlns='http://web.resource.org/cc/'></rdf:RDF> -->"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<?xml version='1.0'?><!-- a --><rss version='2.0'>", ContentKind.FEED),
        ("\ufeff  <feed xmlns='http://www.w3.org/2005/Atom'>", ContentKind.FEED),
        ("<!DOCTYPE rss [<!ENTITY nbsp '&#160;'>]><rss>", ContentKind.FEED),
        ("<rdf:RDF>", ContentKind.FEED),
        ("<br />\n<b>Warning</b>: x in y\n<?xml version='1.0'?><rss>", ContentKind.FEED),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', ContentKind.FEED),
        ("<?xml version='1.0'?><sm:urlset>", ContentKind.SITEMAP),
        ("<sitemapindex>", ContentKind.SITEMAP),
        ("https://courier.test/a\nhttps://courier.test/b\n", ContentKind.SITEMAP),
        (f"<!doctype html><html><head>{RDF}</head>", ContentKind.PAGE),
        (f"{RDF}<html>", ContentKind.PAGE),
        ("<html><body><feed-header></feed-header>", ContentKind.PAGE),
        ("<p>text", ContentKind.PAGE),
        ("", ContentKind.PAGE),
    ],
)
def test_the_root_element_decides(body: str, kind: ContentKind) -> None:
    assert sniff_kind(body.encode()) is kind
