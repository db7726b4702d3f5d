"""Pages of our own, each with one thing that real ones do, and the article that must come out."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from flows.enums import SourceKind
from flows.ingest.article.draft import Draft
from flows.ingest.listings.entry import ListingEntry
from flows.ingest.options import SEEDS
from flows.ingest.page.page import read_page
from flows.ingest.units import Refused
from flows.settings import Source

TITLE = "Harbour town votes to move its lighthouse"
TEXT = (
    "The council of Skarvik voted on Monday night to move the lighthouse forty metres inland before next winter.",
    "“The sea takes a metre every year,” said Ida Holm, the mayor, after a debate that lasted well into the night.",
    "Fishermen had asked for a new beacon on the breakwater instead, which would cost less and stand in the water.",
    "The move will be paid for by the coastal fund, whose board is to decide on the sum at its meeting in March.",
)
BODY = "\n\n".join(TEXT)
HEADLINE = {"@type": "NewsArticle", "headline": TITLE}
SITE = "The Skarvik Daily Courier"
SOON = {"@type": "NewsArticle", "datePublished": "soon"}


def page(
    head: str = "", before: str = "", after: str = "", between: str = "", h1: str | None = TITLE, title: str = TITLE,
    ld: dict[str, Any] | None = None,
) -> str:  # fmt: skip
    """A page with the article and what a case adds to it."""
    script = f"<script type='application/ld+json'>{json.dumps(ld)}</script>" if ld else ""
    printed = f"<h1>{h1}</h1>" if h1 else ""
    paragraphs = [f"<p>{text}</p>" for text in TEXT]
    body = "".join([*paragraphs[:2], between, *paragraphs[2:]])
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>{head}{script}</head><body><main><article>"
        f"{printed}{before}<div class='body'>{body}</div>{after}</article></main></body></html>"
    )


def read_html(html: str, source: Source | None = None, listed: ListingEntry | None = None) -> Draft:
    return read_page(html, SEEDS, "en", source, listed)


def meta(**values: str) -> str:
    return "".join(f"<meta property='{name.replace('__', ':')}' content=\"{value}\">" for name, value in values.items())


@pytest.mark.parametrize(
    "case",
    [
        {},
        {"before": "<p class='byline'>By Ida Berg</p>", "ld": {"@type": "NewsArticle", "author": {"name": "Ida Berg"}}},
        {"between": "<figure><img src='a.jpg'><figcaption>The lighthouse in a storm last winter</figcaption></figure>"},
        {"between": "<div class='image-box'><img src='a.jpg'><p>Seen from the sea, in a storm last winter</p></div>"},
        {"between": "<blockquote class='twitter-tweet'><p>Save our lighthouse!</p>— Ola (@ola)</blockquote>"},
        {"between": "<aside class='newsletter-signup'><p>Every morning our news in a letter to you</p></aside>"},
        {"between": "<p><a href='/b'>THE SEA TAKES ANOTHER STREET OF SKARVIK</a></p>"},
        {"between": "<p>Read more: <a href='/b'>The sea takes another street of Skarvik</a></p>"},
        {"between": "<p>Photo: Ola Nord</p>"},
        {"between": "<div class='pull-quote'><p>The sea takes a metre every year</p></div>"},
        {"after": "<p>Sign up for our newsletter and never miss what the sea takes</p>"},
        {"after": "<p>The post <a href='/a'>Town moves light</a> appeared first on <a href='/'>Courier</a>.</p>"},
        {"after": "<p>Get in touch with our team by emailing us at news@courier.test.</p>"},
        {"after": "<section class='related-articles'><h2>Related</h2><p>Another street is gone by now</p></section>"},
        {"after": "<h3>More from the Courier</h3><p>Another street of Skarvik is gone by now, and nobody was hurt</p>"},
        {
            "after": "<p>Ida Berg covers the coast for the Courier and lives in Skarvik.</p>",
            "ld": {"@type": "NewsArticle", "author": {"name": "Ida Berg"}},
        },
    ],
)
def test_the_body_has_no_boilerplate(case: dict[str, Any]) -> None:
    assert read_html(page(**case)).text == BODY


@pytest.mark.parametrize(
    "between",
    [
        "<p>The <a href='/b'>report</a> on the coast was published in spring.</p>",
        "<p><a href='/b'>The report on the coast of Skarvik was published in spring.</a></p>",
        f"<p>Sign up for the march, she told them, or stay at home: {'it was a long speech, ' * 12} and they did.</p>",
        "<h2>What happens next</h2>",
        "<p>“More is to come,” she said.</p>",
    ],
)  # fmt: skip
def test_prose_that_resembles_boilerplate_stays(between: str) -> None:
    text = read_html(page(between=between)).text or ""
    assert len(text.split("\n\n")) == len(TEXT) + 1


def test_a_printed_standfirst_belongs_to_the_text() -> None:
    summary = "The coastal fund will pay for a move of forty metres"
    described = meta(og__description=summary)
    assert read_html(page(head=described, before=f"<p class='dek'>{summary}</p>")).text == f"{summary}\n\n{BODY}"
    assert read_html(page(head=described)).text == BODY


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ({}, TITLE),
        ({"title": f"{TITLE} | Skarvik Courier"}, TITLE),
        ({"h1": None, "title": f"{TITLE} - Courier", "head": meta(og__site_name="Courier")}, TITLE),
        ({"h1": None, "title": f"{TITLE} | Courier | by A", "head": meta(og__site_name="Courier")}, TITLE),
        ({"h1": "Log in", "ld": HEADLINE}, TITLE),
        ({"h1": None, "title": f"Courier | {TITLE}", "head": meta(og__site_name="Courier")}, TITLE),
        ({"h1": SITE, "title": f"{SITE} - {TITLE}", "head": meta(og__site_name=SITE)}, TITLE),
        ({"h1": "Town moves its light", "head": meta(og__title=TITLE), "ld": HEADLINE}, TITLE),
        ({"h1": None, "title": "x", "ld": {**HEADLINE, "headline": "A &amp; &#8216;b&#8217; c"}}, "A & ‘b’ c"),
    ],
)  # fmt: skip
def test_the_title_is_the_confirmed_printed_one(case: dict[str, Any], expected: str) -> None:
    assert read_html(page(**case)).title == expected


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ({"@type": "Person", "name": "Ida Berg"}, ("Ida Berg",)),
        ([{"name": "Ida Berg"}, {"name": "Ola Nord"}], ("Ida Berg", "Ola Nord")),
        ({"name": "Ida Berg, Ola Nord and Li Wen"}, ("Ida Berg", "Ola Nord", "Li Wen")),
        (["Ida Berg"], ("Ida Berg",)),
        ({"byline": "Ida Berg"}, ("Ida Berg",)),
        ({"@id": "#ida"}, ("Ida Berg",)),
        ({"name": "ida-berg"}, ("Meta Person",)),
        ({"name": "https://courier.test/ida"}, ("Meta Person",)),
        (None, ("Meta Person",)),
    ],
)
def test_authors_are_people_by_name(author: object, expected: tuple[str, ...]) -> None:
    graph = {
        "@graph": [{"@type": "NewsArticle", "author": author}, {"@type": "Person", "@id": "#ida", "name": "Ida Berg"}]
    }
    assert read_html(page(head=meta(author="Meta Person"), ld=graph)).authors == expected


@pytest.mark.parametrize(
    ("case", "day", "place"),
    [
        ({"ld": {"@type": "NewsArticle", "datePublished": "2026-03-14T23:30:00-02:00"}}, 15, "json-ld"),
        ({"ld": {"@type": "NewsArticle", "datePublished": "2026-03-14T10:00:00"}}, 14, "json-ld (no zone)"),
        ({"ld": {"@type": "NewsArticle", "datePublished": "2026-03-14"}}, 14, "json-ld (day only)"),
        ({"head": meta(article__published_time="1773489600000")}, 14, "meta article:published_time"),
        ({"before": "<time itemprop='datePublished' datetime='2026-03-14T10:00:00Z'>14 March</time>"}, 14, "time"),
        ({"before": "<p>Published on 14 March 2026</p>"}, 14, "page (day only)"),
        ({"ld": SOON, "head": meta(date="2026-03-14")}, 14, "meta date (day only)"),
    ],
)  # fmt: skip
def test_a_time_has_its_provenance(case: dict[str, Any], day: int, place: str) -> None:
    draft = read_html(page(**case))
    assert draft.published_at is not None
    assert (draft.published_at.date().day, draft.published_from) == (day, place)


def test_a_page_without_a_date_has_none() -> None:
    assert read_html(page()).published_at is None


@pytest.mark.parametrize(
    "case",
    [
        {"between": "<p>Since 2021 the sea has taken three streets of the town, and two more will follow.</p>"},
        {"between": "<p>The storm of 3 May 2021 broke the wall, which nobody has mended to this day.</p>"},
        {"between": "<p>The log of 2021-05-03 12:00:00 names the keeper as the last man to leave the tower.</p>"},
        {"between": "<div>It was on 2021-05-03 that the keeper left, as the log of the tower says.</div>"},
        {"between": "<p>The wall <em>fell on 2021-05-03, in the storm,</em> and nobody has mended it since then.</p>"},
        {"after": "<footer>© 2021 Skarvik Courier</footer>"},
        {"h1": "The storm of 3 May 2021", "title": "The storm of 3 May 2021"},
    ],
)
def test_a_date_in_prose_is_ignored(case: dict[str, Any]) -> None:
    assert read_html(page(**case)).published_at is None


FEED_TIME = datetime(2026, 3, 14, 9, tzinfo=UTC)
LISTED = ListingEntry(title="The feed's title", authors=("Ola Nord",), published_at=FEED_TIME, published_from="feed")


def test_a_feed_entry_has_precedence_over_a_guess() -> None:
    draft = read_html(page(before="<p>Published on 12 March 2026</p>"), listed=LISTED)
    assert (draft.published_at, draft.published_from) == (FEED_TIME, "feed")
    assert (draft.title, draft.authors) == (TITLE, ("Ola Nord",))


def test_a_page_has_precedence_over_its_feed() -> None:
    ld = {"@type": "NewsArticle", "datePublished": "2026-03-13T10:00:00Z", "author": {"name": "Ida Berg"}}
    draft = read_html(page(ld=ld), listed=LISTED)
    assert (draft.published_from, draft.authors) == ("json-ld", ("Ida Berg",))
    assert read_html(page(h1=None, title=""), listed=LISTED).title == "The feed's title"


def test_other_metadata_is_read() -> None:
    ld = {
        "@type": ["NewsArticle"],
        "datePublished": "2026-03-14T10:00:00Z",
        "dateModified": "2026-03-14T11:00:00Z",
        "articleSection": ["Coast", "News"],
        "isAccessibleForFree": "False",
    }
    draft = read_html(page(head="<link rel='canonical' href='https://courier.test/a'>", ld=ld))
    assert draft.modified_at == datetime(2026, 3, 14, 11, tzinfo=UTC)
    assert (draft.section, draft.is_paywalled, draft.canonical_url) == ("Coast", True, "https://courier.test/a")


@pytest.mark.parametrize(
    "head",
    [
        "<link rel='canonical' href='https://courier.test/'>" + meta(og__url="https://courier.test/a"),
        "<link rel='canonical' href='javascript:alert(1)'>" + meta(og__url="https://courier.test/a"),
        "<link rel='canonical' href='/a'>" + meta(og__url="https://courier.test/a"),
    ],
)
def test_an_impossible_canonical_url_is_ignored(head: str) -> None:
    assert read_html(page(head=head)).canonical_url == "https://courier.test/a"


def test_a_wire_agency_is_credited() -> None:
    assert read_html(page(ld={"@type": "Article", "author": {"name": "AFP"}})).wire_credit == "Agence France-Presse"
    dateline = page().replace("The council of Skarvik", "SKARVIK, March 14 (Reuters) - The council of Skarvik")
    assert read_html(dateline).wire_credit == "Reuters"
    assert read_html(page()).wire_credit is None


def test_mojibake_is_repaired() -> None:
    garbled = page().replace("“The sea takes a metre every year,”", "â€œThe sea takes a metre every year,â€\x9d")
    assert (read_html(garbled).text or "") == BODY


def test_a_sources_own_rules_are_added() -> None:
    html = page(between="<p class='house-ad'>Our own mugs are in the shop</p><p>Courier comment no. 12</p>")
    own = Source(
        kind=SourceKind.PAGE, urls=("https://courier.test",), drop_blocks="house-ad", drop_lines="^Courier comment"
    )
    assert read_html(html, own).text == BODY


def test_a_sources_own_selectors_are_added() -> None:
    promo = "<div><p>Our own mugs are in the shop</p></div>"
    html = page(
        between=f"<section data-kind='ad'>{promo}</section><p>The ferry stays.</p>", after=f"<nav>{promo}</nav>"
    )
    own = Source(
        kind=SourceKind.PAGE, urls=("https://courier.test",), drop_selectors="section[data-kind=ad], nav > div, html"
    )
    text = read_html(html, own).text or ""
    assert "mugs" not in text
    assert "The ferry stays." in text


@pytest.mark.parametrize(
    "html",
    ["", " ", "no markup", "<html></html>", "<html><body><p>Too short.</p></body></html>", "<!-- only -->", "\x00<p>",
     "<html><body>" + "<a href='/x'>Another story of the day</a><br>" * 50 + "</body></html>"],
)  # fmt: skip
def test_a_page_without_an_article_is_refused(html: str) -> None:
    with pytest.raises(Refused, match="no_article"):
        read_html(html)


@pytest.mark.parametrize(
    "ld",
    ["{", "[[[[", "{\"@graph\": " + "[" * 5000, "null",
     '{"@type": "NewsArticle", "author": {"@id": "#a"}, "@id": "#a"}',
     '{"@type": {"a": 1}, "headline": ["", 5, {"x": 1}]}'],
)  # fmt: skip
def test_a_broken_script_is_ignored(ld: str) -> None:
    html = page().replace("</head>", f"<script type='application/ld+json'>{ld}</script></head>")
    assert read_html(html).text == BODY


def test_every_seed_row_has_a_reason() -> None:
    import csv
    import re

    for name, keys in (
        ("boilerplate.csv", ("place", "pattern", "reason")),
        ("wire_agencies.csv", ("form", "agency", "reason")),
    ):
        with Path(SEEDS / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert rows
        for row in rows:
            assert tuple(row) == keys
            assert all(row.values()), row
            re.compile(row.get("pattern", ""))


@pytest.mark.parametrize(("place", "title"), [("h1", "Printed one"), ("og", "Shared one"), ("title", "Head one")])
def test_a_source_prefers_a_title(place: str, title: str) -> None:
    html = page(h1="Printed one", title="Head one", head=meta(og__title="Shared one"))
    own = Source.model_validate({"kind": "page", "urls": ("https://courier.test",), "title_from": place})
    assert read_html(html, own).title == title


@pytest.mark.parametrize(
    "script",
    [
        '{{"@type": "NewsArticle", "author": {{"name": "Ida Wren"}}, {0}, }}',
        '/* article */ {{"@type": "NewsArticle", "author": {{"name": "Ida Wren"}}, {0}}}',
        '{{"@type": "WebSite"}}{{"@type": "NewsArticle", "author": {{"name": ["Ida Wren"]}}, {0}}}',
        '{{"@type": "NewsArticle", "description": "The "old" pier", "author": {{"name": "Ida Wren"}}, {0}}}',
        '[{{"@type": "NewsArticle", "headline": "Storm sinks three boats", "url": "https://c.test/b", "author": '
        '{{"name": "Rolf Berg"}}}}, {{"@type": "NewsArticle", "headline": "' + TITLE + '", "author": '
        '{{"name": "Ida Wren, Political Editor"}}, {0}}}]',
    ],
)
def test_a_damaged_script_is_repaired(script: str) -> None:
    text = script.format('"datePublished": "2026-03-14T10:00:00Z"')
    html = page().replace("</head>", f"<script type='application/ld+json; charset=utf-8'>{text}</script></head>")
    draft = read_html(html)
    assert (draft.authors, draft.published_from) == (("Ida Wren",), "json-ld")


def test_a_byline_of_a_person_beats_an_organisation() -> None:
    ld = {"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Harbour Courier"}}
    html = page(before="<div class='byline'>By <a rel='author' href='/ida'>Ida Wren</a></div>", ld=ld)
    assert read_html(html).authors == ("Ida Wren",)
    assert read_html(page(ld=ld)).authors == ("Harbour Courier",)


def test_agency_listed_as_person_is_an_author() -> None:
    ida, agency = {"@type": "Person", "name": "Ida Berg"}, {"@type": "Person", "name": "AP"}
    assert read_html(page(ld={"@type": "NewsArticle", "author": [ida, agency]})).authors == ("Ida Berg", "AP")
    organisation = {"@type": "Organization", "name": "AP"}
    assert read_html(page(ld={"@type": "NewsArticle", "author": [ida, organisation]})).authors == ("Ida Berg",)


def test_a_placeholder_date_asks_the_next_place() -> None:
    ld = {"@type": "NewsArticle", "datePublished": "1970-01-01T00:00:00Z"}
    draft = read_html(page(head=meta(article__published_time="2026-03-14T10:00:00Z"), ld=ld))
    assert draft.published_from == "meta article:published_time"


def test_a_text_in_a_script_is_found() -> None:
    data = json.dumps({"props": {"pageProps": {"article": {"body": BODY}}}})
    html = f"<html><head><title>{TITLE}</title></head><body><script id='__NEXT_DATA__'>{data}</script></body></html>"
    assert read_html(html).text == BODY
