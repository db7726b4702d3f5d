"""Servers and files that misbehave: each has its outcome and its row, and the page beside it is taken all the same."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable

import brotli
import httpx
import pytest

from flows.ingest.fetch.polite_client import describe_error

from .conftest import Nightly
from .site import Request, Site, article, feed

PAGE = article("Lund")
BOMB = gzip.compress(b"<p>" + b"a" * 50_000_000)


def slow_loris(request: Request) -> None:
    request.write(b"HTTP/1.1 200 OK\r\nX-")
    for _ in range(100):
        time.sleep(0.05)
        request.write(b"a")


def slow_body(request: Request) -> None:
    request.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>")
    for _ in range(100):
        time.sleep(0.05)
        request.write(b"a")


def endless(request: Request) -> None:
    request.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>")
    while True:
        request.write(b"<p>on and on</p>" * 4096)


def declared_10_gb(request: Request) -> None:
    request.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 10000000000\r\n\r\n<html>")


def endless_headers(request: Request) -> None:
    request.write(b"HTTP/1.1 200 OK\r\n")
    for n in range(100_000):
        request.write(f"X-{n}: {'a' * 1000}\r\n".encode())


def short_of_its_length(request: Request) -> None:
    request.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\nContent-Type: text/html\r\n\r\n" + PAGE[:400].encode())


def not_http(request: Request) -> None:
    request.write(b"\x16\x03\x01 this is no HTTP\r\n\r\n")


def bomb(request: Request) -> None:
    request.send(BOMB, Content_Encoding="gzip")


def broken_gzip(request: Request) -> None:
    request.send(gzip.compress(PAGE.encode())[:60] + b"\xff" * 400, Content_Encoding="gzip")


def redirect(target: str) -> Callable[[Request], None]:
    return lambda request: request.send(status=302, Location=target)


FAULTS: dict[str, tuple[Callable[[Request], None], str, str]] = {
    "slow_loris": (slow_loris, "failed", "unreachable"),
    "slow_body": (slow_body, "failed", "unreachable"),
    "endless": (endless, "skipped", "too_large"),
    "declared_10_gb": (declared_10_gb, "skipped", "too_large"),
    "endless_headers": (endless_headers, "failed", "unreachable"),
    "short_of_its_length": (short_of_its_length, "failed", "unreachable"),
    "not_http": (not_http, "failed", "unreachable"),
    "gzip_bomb": (bomb, "skipped", "too_large"),
    "broken_gzip": (broken_gzip, "failed", "content_coding"),
    "redirect_loop": (redirect("/bad"), "skipped", "redirects"),
    "redirect_to_file": (redirect("file:///etc/hosts"), "skipped", "address"),
    "redirect_to_metadata": (redirect("http://169.254.169.254/latest/"), "skipped", "private_address"),
    "redirect_to_private": (redirect("http://10.0.0.1/"), "skipped", "private_address"),
    "redirect_to_ipv6_mapped": (redirect("http://[::ffff:10.0.0.1]/"), "skipped", "private_address"),
    "redirect_to_nonsense": (redirect("http://[bad"), "skipped", "address"),
    "always_500": (lambda request: request.send(status=500), "failed", "unreachable"),
    "asks_to_wait": (lambda request: request.send(status=429, Retry_After="9999"), "failed", "retry_after"),
    "forbidden": (lambda request: request.send(status=403), "skipped", "http_403"),
    "empty": (lambda request: request.send(b""), "skipped", "http_200"),
    "picture": (lambda request: request.send(b"\x89PNG", Content_Type="image/png"), "skipped", "media_type"),
    "binary_called_page": (lambda request: request.send(bytes(range(256)) * 9), "quarantined", "not_text"),
    "index_page": (lambda request: request.send("<html><body>Home</body></html>"), "quarantined", "no_article"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_server_fault_has_one_outcome(site: Site, nightly: Nightly, name: str) -> None:
    handler, outcome, rule = FAULTS[name]
    bad = site.serve("/bad", handler)
    good = site.serve("/good", PAGE)
    night = nightly(good, bad, timeout=1.0, max_bytes=1_000_000)
    assert sorted(night.ended()) == sorted([("loaded", None), (outcome, rule)])
    [row] = [row for row in night.outcomes if row["outcome"] != "loaded"]
    assert row["input"].startswith(bad)
    assert row["reason"]
    assert row["source"] == "127.0.0.1"
    assert [row for row in night.fetches if row["url"] != good and not row["url"].endswith("robots.txt")]


FEEDS: dict[str, tuple[str | bytes, str, str]] = {
    "malformed": ("<rss><channel><title>cut", "quarantined", "broken_feed"),
    "entity_bomb": (
        "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><rss><channel>&b;</channel></rss>",
        "quarantined",
        "broken_feed",
    ),
    "a_page": (PAGE, "quarantined", "broken_feed"),
    "a_file_name": ("/etc/hosts", "quarantined", "broken_feed"),
    "broken_gzip": (b"\x1f\x8b\x08\x00 no", "quarantined", "broken_sitemap"),
}


@pytest.mark.parametrize("name", FEEDS)
def test_a_broken_feed_is_quarantined(site: Site, nightly: Nightly, name: str) -> None:
    from flows.enums import SourceKind
    from flows.settings import Source

    body, outcome, rule = FEEDS[name]
    sources = {"s": Source(kind=SourceKind.FEED, urls=(site.serve("/feed", body),))}
    night = nightly(sources=sources)
    assert night.ended() == [(outcome, rule)]
    assert night.outcomes[0]["source"] == "s"


def test_a_truncated_feed_gives_its_items(site: Site, nightly: Nightly) -> None:
    page = site.serve("/a", PAGE)
    assert nightly(site.serve("/feed", feed(page)[:-15])).ended() == [("loaded", None)]


def test_a_transient_error_is_retried(site: Site, nightly: Nightly) -> None:
    def answer(request: Request) -> None:
        request.send(PAGE) if request.number else request.send(status=500, Retry_After="0")

    night = nightly(site.serve("/a", answer))
    assert night.ended() == [("loaded", None)]
    assert [row["status"] for row in night.fetches if row["url"].endswith("/a")] == [500, 200]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (TimeoutError(), "no whole answer within 30 s"),
        (httpx.ReadTimeout(""), "no word from the server for 15 s (ReadTimeout)"),
        (httpx.ReadError(""), "ReadError"),
        (httpx.ConnectError("refused"), "ConnectError: refused"),
    ],
)
def test_every_error_has_a_description(error: Exception, said: str) -> None:
    assert describe_error(error, 30.0) == said


def test_a_wrong_charset_is_noticed(site: Site, nightly: Nightly) -> None:
    url = site.serve("/a", PAGE.encode(), Content_Type="text/html; charset=utf-16")
    assert "“We have waited long enough,”" in nightly(url).articles[0]["text"]


def test_a_bad_certificate_is_not_retried(site: Site, nightly: Nightly) -> None:
    night = nightly(site.url.replace("http:", "https:") + "/a")
    assert night.ended()[0][0] == "failed"


def deflate_raw(raw: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(raw) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", deflate_raw), ("br", brotli.compress),
     ("gzip", bytes)],
)  # fmt: skip
def test_every_coding_is_unpacked(site: Site, nightly: Nightly, coding: str, pack: Callable[[bytes], bytes]) -> None:
    night = nightly(site.serve("/a", pack(PAGE.encode()), Content_Encoding=coding))
    assert night.ended() == [("loaded", None)]
    assert "“We have waited long enough,”" in night.articles[0]["text"]


def test_a_brotli_bomb_is_bounded(site: Site, nightly: Nightly) -> None:
    bomb = site.serve("/a", brotli.compress(b"<p>" + b"a" * 50_000_000), Content_Encoding="br")
    assert nightly(bomb, max_bytes=1_000_000).ended() == [("skipped", "too_large")]


def test_an_unreadable_answer_is_no_failure_of_its_host(site: Site, nightly: Nightly) -> None:
    urls = [site.serve(f"/{n}", broken_gzip) for n in range(5)]
    assert nightly(*urls).ended() == [("failed", "content_coding")] * 5


def test_loopback_is_refused_by_default(site: Site, nightly: Nightly) -> None:
    night = nightly(site.serve("/a", PAGE), allow_loopback=False)
    assert night.ended() == [("skipped", "private_address")]
    assert "allow_loopback = true" in night.outcomes[0]["reason"]
    assert site.log == []


def test_a_failing_host_is_left_alone(site: Site, nightly: Nightly) -> None:
    def fail(request: Request) -> None:
        request.send(status=500)

    urls = [site.serve(f"/{n}", fail) for n in range(9)]
    night = nightly(*urls)
    assert [rule for _, rule in night.ended()] == ["unreachable"] * 3 + ["host_down"] * 6
    assert len(site.requested_paths()) == 6
