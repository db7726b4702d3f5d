"""Which addresses are one article's, and the form in which an address is asked, archived and compared."""

from __future__ import annotations

import pytest

from flows.ingest.urls.identity import identity_url
from flows.ingest.urls.normalise import normalise_url, resolve_link

A = "https://example.org/a"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://Example.org:443/a?utm_source=x&UTM_Medium=y#top", A),
        (f"{A}?fbclid=1&gclid=2&mc_cid=3&_ga=4&at_campaign_type=owned", A),
        (f"{A}?b=2&a=1&b=1", f"{A}?a=1&b=2&b=1"),
        (f"{A}?q=a%20b", f"{A}?q=a+b"),
        (f"{A}?", A),
        ("https://example.org?a=1", "https://example.org/?a=1"),
        ("http://user:pw@example.org/a", "http://example.org/a"),
        ("http://user:pw@a_%zz.example/a", "http://a_%zz.example/a"),
        ("https://xn--bcher-kva.example/a", "https://bücher.example/a"),
        ("https://bücher.example/a", "https://bücher.example/a"),
        ("https://example.org/caf%C3%A9", "https://example.org/caf%C3%A9"),
        ("https://example.org/café", "https://example.org/caf%C3%A9"),
        ("https://example.org/#!/story/1", "https://example.org/#!/story/1"),
        ("http://[half", "http://[half"),
        ("file:///a.txt", None),
        (None, None),
    ],
)
def test_tracking_is_not_part_of_the_identity(url: str | None, expected: str | None) -> None:
    assert identity_url(url) == expected


@pytest.mark.parametrize(
    "distinct",
    ["cid=77", "source=paper", "campaign=1", "ref=2", "affiliate=3", "uid=4", "gallery=5", "session=6", "x=", "12345"],
)
def test_other_parameters_identify_an_article(distinct: str) -> None:
    assert len({identity_url(A), identity_url(f"{A}?{distinct}"), identity_url(f"{A}?{distinct}8")}) == 3


def test_a_hash_bang_fragment_identifies_an_article() -> None:
    assert identity_url("https://example.org/#!/story/1") != identity_url("https://example.org/#!/story/2")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (" http://Courier.test/a\n", "http://courier.test/a"),
        ("http://courier.test/p/2/café", "http://courier.test/p/2/caf%C3%A9"),
        ("http://courier.test/p/2/caf%C3%A9", "http://courier.test/p/2/caf%C3%A9"),
        ("http://courier.test/?id=ü", "http://courier.test/?id=%C3%BC"),
        ("http://courier.test/a b?c=d e", "http://courier.test/a%20b?c=d%20e"),
        ("http://courier.test/\u202etset", "http://courier.test/%E2%80%AEtset"),
        ("http://Bücher.test/", "http://xn--bcher-kva.test/"),
        ("http://user:pw@courier.test/a", "http://courier.test/a"),
        ("http://user@[::1]:8080/a", "http://[::1]:8080/a"),
    ],
)
def test_a_normal_address_is_plain_ascii(url: str, expected: str) -> None:
    assert normalise_url(url) == normalise_url(normalise_url(url)) == expected


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://", "no host"),
        ("http:///a", "no host"),
        ("http:courier.test/a", "no host"),
        ("http://exa mple.test", "host"),
        ("http://host\\@evil.test/", "host"),
        ("http://\u202etset.test/", "IDNA"),
        ("http://courier.test:99999/", "[Pp]ort"),
        ("http://courier.test:eight/", "[Pp]ort"),
        ("http://[half", "host"),
        ("file:///etc/passwd", "http or https"),
        ("/a", "http or https"),
    ],
)
def test_an_unusable_address_is_refused(url: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        normalise_url(url)


def test_an_error_shows_no_credentials() -> None:
    with pytest.raises(ValueError, match="http") as caught:
        normalise_url("http://user:open-sesame@exa mple.test/")
    assert "open-sesame" not in str(caught.value)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/b", "http://courier.test/b"),
        ("café", "http://courier.test/x/caf%C3%A9"),
        ("//other.test/b", "http://other.test/b"),
        ("https://other.test", "https://other.test"),
    ],
)
def test_a_link_resolves_from_its_page(link: str, expected: str) -> None:
    assert resolve_link("http://courier.test/x/feed", link) == expected


@pytest.mark.parametrize(
    "link", ["http://", "https:", "http:///a", "file:///a", "mailto:a@courier.test", "http://[half"]
)
def test_a_link_without_a_host_is_refused(link: str) -> None:
    with pytest.raises(ValueError, match=r"not an address|http or https"):
        resolve_link("http://courier.test/x/feed", link)
