"""What a listing leads to: its articles, also if it did not change, and what it says where their pages say nothing."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import polars as pl
import pytest

from flows.enums import SourceKind
from flows.ingest.options import Options
from flows.ingest.step import ingest
from flows.records import KNOWN_VERSIONS
from flows.settings import Source

from .conftest import FetchedNight, Nightly
from .site import PARAGRAPHS, Handler, Request, Site, article, feed, item, rss_of

WHOLE = "".join(
    f"<p>{text.format(town=town, name='Mara Olsen')}</p>" for town in ("Lund", "Moss") for text in PARAGRAPHS
)
SUMMARY = f"<p>{PARAGRAPHS[0].format(town='Lund')}</p>"


def of_feed(site: Site, body: str, **fields: object) -> dict[str, Source]:
    site.serve_tagged("/feed", body)
    return {"courier": Source.model_validate({"kind": "feed", "urls": (site.url + "/feed",), **fields})}


def forbid(request: Request) -> None:
    request.send("subscribers only", status=403)


def test_an_edited_page_is_found_after_a_304_feed(site: Site, nightly: Nightly) -> None:
    pages = [site.serve_tagged(f"/{n}", article(f"Town {n}")) for n in range(2)]
    sources = of_feed(site, feed(*pages))
    first = nightly(sources=sources)
    site.pages["/1#body"] = article("Town 1", name="Olaf Brandt")
    site.log.clear()
    second = nightly(sources=sources, seen=first.seen())
    assert sorted(second.ended()) == [("loaded", None), ("skipped", "not_modified")]
    assert "Olaf Brandt" in second.articles[0]["text"]
    assert ("/feed", 304) in site.log


def test_a_304_feed_retries_failed_pages(site: Site, nightly: Nightly) -> None:
    site.serve("/a", lambda request: request.send(status=503))
    sources = of_feed(site, feed(site.url + "/a"))
    first = nightly(sources=sources)
    assert first.ended() == [("failed", "unreachable")]
    site.serve("/a", article("Lund"))
    site.log.clear()
    assert nightly(sources=sources, seen=first.seen()).ended() == [("loaded", None)]
    assert ("/feed", 304) in site.log


def test_a_304_feed_respects_the_limit(site: Site, nightly: Nightly) -> None:
    sources = of_feed(site, feed(*(site.serve_tagged(f"/{n}", article(f"Town {n}")) for n in range(5))), limit=2)
    second = nightly(sources=sources, seen=nightly(sources=sources).seen())
    assert sorted(rule or "" for _, rule in second.ended()) == ["", "", "limit"] + ["not_modified"] * 2


@pytest.mark.parametrize("damage", ["gone", "cut", "of another night"])
def test_an_unkept_feed_is_fetched_whole(site: Site, nightly: Nightly, tmp_path: Path, damage: str) -> None:
    sources = of_feed(site, feed(site.serve_tagged("/a", article("Lund"))))
    first = nightly(sources=sources)
    [kept] = (tmp_path / "fetching" / "listings").iterdir()
    seen = first.seen()
    if damage == "gone":
        kept.unlink()
    elif damage == "cut":
        kept.write_bytes(kept.read_bytes()[:40])
    else:
        is_feed = pl.col("url").str.ends_with("/feed")
        seen = seen.with_columns(digest=pl.when(is_feed).then(pl.lit("sha1:another")).otherwise("digest"))
    site.log.clear()
    assert nightly(sources=sources, seen=seen).ended() == [("skipped", "not_modified")]
    assert [status for path, status in site.log if path == "/feed"] == [304, 200]


def test_new_rules_fetch_pages_whole(site: Site, nightly: Nightly) -> None:
    sources = of_feed(site, feed(site.serve_tagged("/a", article("Lund"))))
    first = nightly(sources=sources)
    changed = nightly(sources=sources, seen=first.seen(), rules="r2", days=1)
    assert changed.ended() == [("loaded", None)]
    assert nightly(sources=sources, seen=changed.seen(), rules="r2", days=2).ended() == [("skipped", "not_modified")]
    own = {"courier": sources["courier"].model_copy(update={"drop_lines": "^Engineers"})}
    again = nightly(sources=own, seen=changed.seen(), rules="r2", days=3)
    assert again.ended() == [("loaded", None)]
    assert "Engineers" not in again.articles[0]["text"]


def test_a_feed_entry_fills_the_gaps_of_a_page(site: Site, nightly: Nightly, tmp_path: Path) -> None:
    page = site.serve("/a", article("Lund"))
    said = item(page, pubDate="Sun, 22 Nov 2026 01:30:00 +0100", author="Ida Berg")
    night = nightly(sources=of_feed(site, rss_of(said)))
    [row] = night.articles
    assert (row["published_at"], row["published_from"]) == (datetime(2026, 11, 22, 0, 30, tzinfo=UTC), "feed")
    assert row["authors"] == ["Ida Berg"]
    assert derived_again(tmp_path) == night.articles


def test_a_feed_entry_follows_redirects(site: Site, nightly: Nightly) -> None:
    page = site.serve("/a", article("Lund"))
    site.serve("/old", lambda request: request.send(status=301, Location=page))
    said = item(site.url + "/old", pubDate="Sun, 22 Nov 2026 01:30:00 GMT")
    assert nightly(sources=of_feed(site, rss_of(said))).articles[0]["published_from"] == "feed"


def test_a_news_sitemap_dates_its_articles(site: Site, nightly: Nightly) -> None:
    page = site.serve("/a", article("Lund"))
    news = "<n:news><n:publication_date>2026-11-21</n:publication_date><n:title>T</n:title></n:news>"
    spaces = (
        "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'"
    )
    url = site.serve(
        "/map", f"<urlset {spaces}><url><loc>{page}</loc><lastmod>2026-11-22</lastmod>{news}</url></urlset>"
    )
    [row] = nightly(sources={"m": Source(kind=SourceKind.SITEMAP, urls=(url,))}).articles
    assert row["published_from"] == "sitemap (day only)"


@pytest.mark.parametrize("withheld", ["403", "robots", "teaser", "paywall"])
def test_a_feeds_text_replaces_a_withheld_page(site: Site, nightly: Nightly, tmp_path: Path, withheld: str) -> None:
    free = '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    answers: dict[str, str | Handler] = {
        "403": forbid,
        "teaser": "<p>Subscribe to read.</p>",
        "paywall": article("Lund", head=free),
    }
    page = site.serve("/a", answers.get(withheld, article("Lund")))
    if withheld == "robots":
        site.serve("/robots.txt", "User-agent: *\nDisallow: /a\n")
    sources = of_feed(site, rss_of(item(page, WHOLE, title="The bridges")))
    night = nightly(sources=sources)
    assert night.ended() == [("loaded", "listed_text")]
    assert "publisher's feed" in night.outcomes[0]["reason"]
    assert len(night.articles[0]["text"].split("\n\n")) == 2 * len(PARAGRAPHS)
    assert ("/a" in site.requested_paths()) == (withheld != "robots")
    assert derived_again(tmp_path) == night.articles
    assert nightly(sources=sources, known=known(night)).ended()[0][0] == "unchanged"


@pytest.mark.parametrize("content", [SUMMARY, WHOLE + "<p>Read more</p>", WHOLE + "<p>And then […]</p>"])
def test_a_feeds_summary_replaces_no_page(site: Site, nightly: Nightly, content: str) -> None:
    page = site.serve("/a", forbid)
    assert nightly(sources=of_feed(site, rss_of(item(page, content)))).ended() == [("skipped", "http_403")]


@pytest.mark.parametrize("status", [404, 410, 451, 500])
def test_a_feed_never_replaces_a_removed_article(site: Site, nightly: Nightly, status: int) -> None:
    page = site.serve("/a", lambda request: request.send(status=status))
    [(outcome, _)] = nightly(sources=of_feed(site, rss_of(item(page, WHOLE)))).ended()
    assert outcome == ("failed" if status == 500 else "skipped")


def test_a_feed_never_replaces_an_earlier_page(site: Site, nightly: Nightly) -> None:
    page = site.serve_tagged("/a", article("Lund"))
    sources = of_feed(site, rss_of(item(page, WHOLE)))
    first = nightly(sources=sources)
    site.serve("/a", forbid)
    assert nightly(sources=sources, seen=first.seen()).ended() == [("skipped", "http_403")]


def known(night: FetchedNight) -> pl.DataFrame:
    rows = [
        {**{k: r.get(k) for k in KNOWN_VERSIONS}, "extractor": "e1", "version": 1, "is_current": True}
        for r in night.articles
    ]
    return pl.DataFrame(rows, schema=KNOWN_VERSIONS)


def derived_again(folder: Path) -> list[dict[str, object]]:
    """The articles that the raw archive gives without the network."""
    again = ingest(
        [folder / "raw"],
        source=None,
        known=pl.DataFrame(schema=KNOWN_VERSIONS),
        extractor="e1",
        folder=folder / "again",
        shard_words=25_000,
        progress=lambda done, total: None,
        options=Options(),
    )
    return [row for shard in again.shards for row in pl.read_parquet(shard).to_dicts()]


@pytest.mark.parametrize("path", ["/p/2/café", "/story?id=ü", "/\u202etset"])
def test_an_address_in_any_script_is_fetched_once(site: Site, nightly: Nightly, tmp_path: Path, path: str) -> None:
    asked = quote(path, safe="/?=")
    site.serve(asked, article("Lund"))
    night = nightly(sources=of_feed(site, feed(site.url + path, site.url + asked)))
    assert sorted(night.ended()) == [("loaded", None), ("repeated", "repeated")]
    assert night.articles[0]["url"] == site.url + asked
    assert f"GET {asked} HTTP/1.1".encode() in gzip.decompress(night.fetched.warcs[0].read_bytes())
    assert derived_again(tmp_path) == night.articles


def test_credentials_in_links_are_dropped(site: Site, nightly: Nightly) -> None:
    site.serve("/a", article("Lund", head=f"<link rel='canonical' href='{with_password(site.url)}/a'>"))
    site.serve("/old", lambda request: request.send(status=301, Location=with_password(site.url) + "/b"))
    site.serve("/b", article("Moss"))
    listed = [with_password(site.url) + "/a", site.url + "/a", "/old", with_password(site.url) + ":x/"]
    night = nightly(sources=of_feed(site, feed(*listed)))
    assert sorted(night.ended()) == [
        ("loaded", None), ("loaded", None), ("repeated", "repeated"), ("skipped", "address")
    ]  # fmt: skip
    assert not [headers for headers in site.seen if "authorization" in headers]
    # The answer's own bytes are kept as they came: what the publisher wrote there was sent to everybody.
    kept = gzip.decompress(night.fetched.warcs[0].read_bytes())
    assert b"WARC-Target-URI: http://reader" not in kept
    assert "open-sesame" not in repr((night.articles, night.outcomes, night.fetches))


def with_password(url: str) -> str:
    return url.replace("http://", "http://reader:open-sesame@")


@pytest.mark.parametrize("link", ["http://", "http://exa mple.test/a", "http://host\\@evil.test/", "mailto:a@b.test"])
def test_an_unusable_link_is_skipped(site: Site, nightly: Nightly, link: str) -> None:
    night = nightly(sources=of_feed(site, feed(link)))
    assert night.ended() == [("skipped", "address")]
    assert night.outcomes[0]["input"] == site.url + "/feed#1"


def test_tracking_parameters_make_no_new_article(site: Site, nightly: Nightly) -> None:
    links = [site.serve(f"/a?cid={n}", article(f"Town {n}")) for n in (77, 78)]
    night = nightly(sources=of_feed(site, feed(*links, links[0] + "&utm_source=rss".replace("&", "&amp;"))))
    assert sorted(night.ended()) == [("loaded", None), ("loaded", None), ("repeated", "repeated")]
    assert len({row["article_id"] for row in night.articles}) == 2


@pytest.mark.parametrize("guid", ["<guid>abc</guid>", "<guid isPermaLink='false'>http://a.test/1</guid>", ""])
def test_an_id_is_no_link_unless_it_is_an_address(site: Site, nightly: Nightly, guid: str) -> None:
    night = nightly(sources=of_feed(site, rss_of(f"<item><title>T</title>{guid}</item>")))
    assert night.ended() == [("quarantined", "no_link")]


def test_an_id_that_is_an_address_is_a_link(site: Site, nightly: Nightly) -> None:
    page = site.serve("/a", article("Lund"))
    assert nightly(sources=of_feed(site, rss_of(f"<item><guid>{page}</guid></item>"))).ended() == [("loaded", None)]


def test_links_resolve_from_the_redirected_feed(site: Site, nightly: Nightly) -> None:
    site.serve("/news/feed", feed("a"))
    site.serve("/news/a", article("Lund"))
    url = site.serve("/feed", lambda request: request.send(status=301, Location="/news/feed"))
    assert nightly(sources={"s": Source(kind=SourceKind.FEED, urls=(url,))}).ended() == [("loaded", None)]


def test_a_page_that_refreshes_leads_on(site: Site, nightly: Nightly) -> None:
    page = site.serve("/new", article("Lund"))
    refresh = "<html><head><meta http-equiv='refresh' content='0; url=/new'></head><body><a href='/new'>go</a></body>"
    night = nightly(site.serve("/old", refresh))
    assert night.ended() == [("loaded", None)]
    assert night.articles[0]["url"] == page


def test_a_redirect_to_the_front_page_is_skipped(site: Site, nightly: Nightly) -> None:
    site.serve("/", article("Lund"))
    gone = site.serve("/gone", lambda request: request.send(status=302, Location="/"))
    assert nightly(gone).ended() == [("skipped", "front_page")]


def test_a_page_with_a_feeds_tag_has_an_outcome(site: Site, nightly: Nightly) -> None:
    licence = "<!-- <rdf:RDF xmlns='http://web.resource.org/cc/'></rdf:RDF> --><feed-header></feed-header>"
    night = nightly(site.serve("/a", article("Lund", head=licence)))
    assert night.ended() == [("loaded", None)]
    assert night.fetched.pages == 1


def test_a_shared_canonical_swallows_no_article(site: Site, nightly: Nightly) -> None:
    head = f"<link rel='canonical' href='{site.url}/news/'>"
    urls = [site.serve(f"/news/a{n}", article(f"Town {n}", head=head)) for n in range(3)]
    assert nightly(*urls).ended() == [("loaded", None)] * 3
