"""A night over a site: what is asked, what is taken, and that nothing is asked twice."""

from __future__ import annotations

import gzip
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from flows import __version__
from flows.errors import UsageError
from flows.ingest.fetch.pacing import Pacer
from flows.ingest.options import Options
from flows.ingest.step import ingest
from flows.records import KNOWN_VERSIONS
from flows.settings import Source

from .conftest import Nightly
from .site import Site, article, feed, open_site


def source(kind: str, *urls: str, **fields: object) -> Source:
    return Source.model_validate({"kind": kind, "urls": urls, **fields})


def test_each_item_of_a_feed_has_one_outcome(site: Site, nightly: Nightly) -> None:
    pages = [site.serve(f"/{n}", article(f"Town {n}")) for n in range(3)]
    url = site.serve("/feed.xml", feed(*pages, None, pages[0] + "?utm_source=rss", "/gone"))
    night = nightly(sources={"courier": source("feed", url, language="en")})
    assert sorted(night.ended()) == [
        ("loaded", None), ("loaded", None), ("loaded", None),
        ("quarantined", "no_link"), ("repeated", "repeated"), ("skipped", "http_404"),
    ]  # fmt: skip
    assert {row["source"] for row in night.outcomes} == {"courier"}
    assert {row["title"] for row in night.articles} == {f"Town {n} to rebuild its bridge" for n in range(3)}


def test_a_sitemap_index_leads_to_its_pages(site: Site, nightly: Nightly) -> None:
    page = site.serve("/a", article("Lund"))
    inner = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{page}</loc></url></urlset>"
    child = site.serve("/news.xml.gz", gzip.compress(inner.encode()), Content_Type="application/gzip")
    index = f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>{child}</loc></sitemap></sitemapindex>"
    night = nightly(sources={"map": source("sitemap", site.serve("/sitemap.xml", index))})
    assert night.ended() == [("loaded", None)]
    assert night.articles[0]["source"] == "map"


def test_a_given_address_is_sniffed(site: Site, nightly: Nightly) -> None:
    page = site.serve("/a", article("Lund"))
    by_feed = site.serve("/f", feed(page), Content_Type="text/html")
    assert nightly(by_feed).articles[0]["url"] == page
    assert nightly(page).articles[0]["source"] == "127.0.0.1"


def test_the_second_night_gets_nothing_but_304s(site: Site, nightly: Nightly) -> None:
    pages = [site.serve_tagged(f"/{n}", article(f"Town {n}")) for n in range(3)]
    site.serve_tagged("/feed", feed(*pages))
    sources = {"courier": source("feed", site.url + "/feed"), "pages": source("page", *pages)}
    first = nightly(sources=sources)
    site.log.clear()
    second = nightly(sources=sources, seen=first.seen())
    assert site.log
    assert {status for _, status in site.log} == {304}
    assert second.ended() == [("skipped", "not_modified")] * 3 + [("repeated", "repeated")] * 3
    fresh = first.seen().filter(~pl.col("url").str.ends_with("robots.txt"))
    assert_frame_equal(second.seen().drop("fetched_at"), fresh.drop("fetched_at"), check_row_order=False)


def test_the_same_bytes_are_unchanged(site: Site, nightly: Nightly) -> None:
    page = site.serve("/a", article("Lund"))
    second = nightly(page, seen=nightly(page).seen())
    assert second.ended() == [("unchanged", "same_bytes")]
    assert second.articles == []


def test_a_day_is_derived_again_from_its_archive(site: Site, nightly: Nightly, tmp_path: Path) -> None:
    from warcio.archiveiterator import ArchiveIterator

    pages = [site.serve(f"/{n}", article(f"Town {n}")) for n in range(3)]
    night = nightly(sources={"courier": source("feed", site.serve("/feed", feed(*pages)))})
    asked = len(site.log)
    again = ingest(
        [tmp_path / "raw"],
        source=None,
        known=pl.DataFrame(schema=KNOWN_VERSIONS),
        extractor="e1",
        folder=tmp_path / "again",
        shard_words=25_000,
        progress=lambda done, total: None,
        options=Options(),
    )
    assert pl.read_parquet(list(again.shards)).to_dicts() == night.articles
    assert len(site.log) == asked
    [path] = night.fetched.warcs
    with path.open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file, check_digests="raise")]
    assert kinds == ["response", "request"] + ["metadata", "response", "request"] * 3


def test_one_dead_source_fails_alone(site: Site, nightly: Nightly) -> None:
    with open_site() as dead:
        gone = dead.url
    sources = {
        f"s{n}": source("feed", site.serve(f"/f{n}", feed(site.serve(f"/p{n}", article(f"Town {n}")))))
        for n in range(4)
    }
    night = nightly(sources={**sources, "dead": source("feed", gone + "/feed")})
    assert [r["outcome"] for r in night.outcomes].count("loaded") == 4
    failed = [row for row in night.outcomes if row["outcome"] != "loaded"]
    assert [(row["source"], row["outcome"]) for row in failed] == [("dead", "failed")]


def test_robots_are_obeyed(site: Site, nightly: Nightly, monkeypatch: pytest.MonkeyPatch) -> None:
    delays: list[float] = []
    monkeypatch.setattr(Pacer, "set_delay", lambda pacer, host, delay: delays.append(delay))
    site.serve("/robots.txt", "User-agent: *\nDisallow: /private\nCrawl-delay: 0.2\n")
    pages = [site.serve(path, article(path)) for path in ("/a", "/b", "/private/c")]
    night = nightly(sources={"s": source("page", *pages)})
    assert sorted(night.ended()) == [("loaded", None), ("loaded", None), ("skipped", "robots")]
    assert site.requested_paths() == ["/a", "/b"]
    assert delays == [0.2, 0.2]


def test_robots_with_a_byte_order_mark_are_obeyed(site: Site, nightly: Nightly) -> None:
    site.serve("/robots.txt", b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n")
    assert nightly(site.serve("/a", article("Lund"))).ended() == [("skipped", "robots")]


def test_a_robots_error_stops_all_requests(site: Site, nightly: Nightly) -> None:
    site.serve("/robots.txt", lambda request: request.send(status=503))
    night = nightly(site.serve("/a", article("Lund")))
    assert night.ended() == [("failed", "robots_error")]
    assert "503" in night.outcomes[0]["reason"]
    assert site.requested_paths() == []


def test_a_long_crawl_delay_skips_the_host(site: Site, nightly: Nightly) -> None:
    site.serve("/robots.txt", "User-agent: *\nCrawl-delay: 600\n")
    assert nightly(site.serve("/a", article("Lund"))).ended() == [("skipped", "crawl_delay")]


def test_requests_have_a_user_agent(site: Site, nightly: Nightly) -> None:
    nightly(site.serve("/a", article("Lund")), contact="https://example.org/about")
    assert {headers["user-agent"] for headers in site.seen} == {f"OnRecord/{__version__} (+https://example.org/about)"}


def test_secret_headers_do_not_reach_the_archive(site: Site, nightly: Nightly, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = {"s": source("page", site.serve("/a", article("Lund")), headers={"X-Key": "COURIER_KEY"})}
    with pytest.raises(UsageError, match="COURIER_KEY"):
        nightly(sources=sources)
    monkeypatch.setenv("COURIER_KEY", "open-sesame")
    night = nightly(sources=sources)
    assert site.seen[-1]["x-key"] == "open-sesame"
    assert b"open-sesame" not in gzip.decompress(night.fetched.warcs[0].read_bytes())


def test_a_sources_settings_apply_to_its_pages(site: Site, nightly: Nightly) -> None:
    page = article("Lund").replace("<p>Engineers", "<p class='voices'>Engineers")
    sources = {"s": source("page", site.serve("/a", page), language="sv", drop_blocks="voices", drop_lines="^The work")}
    [row] = nightly(sources=sources).articles
    assert row["language"] == "sv"
    assert row["text"].endswith("stand again.")


@pytest.mark.slow
def test_a_limit_bounds_a_feed(site: Site, nightly: Nightly) -> None:
    links = [site.serve(f"/{n}", article(f"Town {n}")) for n in range(3)]
    links += [f"{site.url}/more/{n}" for n in range(10_000)]
    night = nightly(sources={"s": source("feed", site.serve("/feed", feed(*links)), limit=3)})
    assert night.ingested.inputs == 10_003
    assert [rule for _, rule in night.ended()].count("limit") == 10_000
    assert len(night.articles) == 3


def test_a_changing_page_is_fetched_every_time(site: Site, nightly: Nightly) -> None:
    url = site.serve("/a", lambda request: request.send(article("Lund", name=f"Speaker Number{request.number}")))
    first = nightly(url)
    second = nightly(url, seen=first.seen())
    assert second.ended() == [("loaded", None)]
    assert first.articles[0]["article_id"] == second.articles[0]["article_id"]
    assert first.articles[0]["text"] != second.articles[0]["text"]
