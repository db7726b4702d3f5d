"""Sources are found, written, listed and tried, against a site of this machine."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.errors import UsageError
from flows.settings import load

from ..ingest.fetch.site import Site, article, feed, open_site

CONFIG = "[fetching]\nallow_loopback = true\ndelay = 0\nretries = 0\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site whose front page names a feed of one article, asked from a folder with settings."""
    monkeypatch.chdir(tmp_path)
    Path("onrecord.toml").write_text(CONFIG)
    with open_site() as running:
        listed = running.serve("/feed", feed(running.serve("/a", article("Lund")), running.url + "/gone"))
        link = f"<link rel='alternate' type='application/rss+xml' href='{listed}'>"
        running.serve("/", f"<html><head>{link}</head><body>Front page</body></html>")
        yield running


def invoke(*args: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, list(args), catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def test_a_feed_is_found_from_the_front_page_and_written(site: Site) -> None:
    assert f"{site.url}/feed" in invoke("sources", "add", site.url + "/", "--name", "courier")
    written = tomllib.loads(Path("onrecord.toml").read_text())
    assert written["sources"]["courier"] == {"kind": "feed", "urls": [site.url + "/feed"]}
    assert load().sources["courier"].limit == 100
    assert "courier" in invoke("sources", "list")


@pytest.mark.parametrize("path", ["/feed", "/robots-only"])
def test_an_address_is_told_by_its_answer_else_by_robots(site: Site, path: str) -> None:
    site.serve("/robots.txt", f"User-agent: *\nSitemap: {site.url}/map.xml\nSitemap: {site.url}/news-map.xml\n")
    site.serve("/news-map.xml", "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>")
    site.serve("/robots-only", "<html><body>No feed is named here</body></html>")
    said = invoke("sources", "add", site.url + path, "--name", "s")
    assert ("feed " + site.url + "/feed" if path == "/feed" else "sitemap " + site.url + "/news-map.xml") in said


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("file:///etc/passwd", "http or https"),
        ("http://10.0.0.1/feed", "public internet"),
        ("/gone", "404"),
        ("/a", "is no feed but a page"),
    ],
)
def test_what_a_page_names_is_asked_before_it_is_written(site: Site, named: str, said: str) -> None:
    link = f"<link rel='alternate' type='application/rss+xml' href='{named}'>"
    site.serve("/names", f"<html><head>{link}</head><body>Front page</body></html>")
    with pytest.raises(UsageError, match=said):
        invoke("sources", "add", site.url + "/names")
    assert Path("onrecord.toml").read_text() == CONFIG


@pytest.mark.parametrize("url", ["file:///etc/passwd", "courier.test", "http://exa mple.test"])
def test_what_is_no_address_of_the_web_is_not_added(site: Site, url: str) -> None:
    with pytest.raises(UsageError, match=r"not an address.*https://"):
        invoke("sources", "add", url, "--kind", "page")


def test_credentials_in_an_address_are_refused_with_what_to_do_instead(site: Site) -> None:
    url = site.url.replace("//", "//reader:open-sesame@")
    for args in (("sources", "add", url), ("run", url)):
        with pytest.raises(UsageError, match="header from the environment") as caught:
            invoke(*args)
        assert "open-sesame" not in str(caught.value)
    Path("onrecord.toml").write_text(CONFIG + f"[sources.s]\nkind = 'feed'\nurls = ['{url}']\n")
    with pytest.raises(UsageError, match="header from the environment") as caught:
        invoke("sources", "list")
    assert "open-sesame" not in str(caught.value)


def test_sites_on_two_ports_have_two_names(site: Site) -> None:
    assert f"added 127-0-0-1-{site.port}:" in invoke("sources", "add", site.url + "/")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["/nothing"], "404"),
        (["/bare"], "no feed and no sitemap"),
        (["/", "--name", "a b"], "not a valid name"),
        (["/", "--kind", "radio"], "--kind radio"),
    ],
)
def test_what_cannot_be_added_is_said_and_nothing_is_written(site: Site, args: list[str], said: str) -> None:
    site.serve("/bare", "<html><body>Nothing is named here</body></html>")
    with pytest.raises(UsageError, match=said):
        invoke("sources", "add", site.url + args[0], *args[1:])
    assert Path("onrecord.toml").read_text() == CONFIG


def test_a_name_is_given_once(site: Site) -> None:
    invoke("sources", "add", site.url + "/", "--name", "courier")
    with pytest.raises(UsageError, match="already"):
        invoke("sources", "add", site.url + "/", "--name", "courier")


def test_a_try_shows_what_would_be_taken_and_keeps_nothing(site: Site, tmp_path: Path) -> None:
    invoke("sources", "add", site.url + "/", "--name", "courier")
    for name in ("courier", site.url + "/feed"):
        said = invoke("sources", "test", name)
        assert "Lund to rebuild its bridge" in said
        assert "1 loaded" in said
        assert "1 skipped (http_404)" in said
    assert [path.name for path in tmp_path.iterdir()] == ["onrecord.toml"]


def test_a_try_of_a_front_page_says_how_its_feed_is_found(site: Site) -> None:
    said = " ".join(invoke("sources", "test", site.url + "/", code=2).split())
    assert f"{site.url}/: " in said
    assert f"onrecord sources add {site.url}/" in said
    assert "warc" not in said
    assert "sources add" not in invoke("sources", "test", site.url + "/a")


def test_an_unknown_source_is_wrong_usage(site: Site) -> None:
    with pytest.raises(UsageError, match="configure"):
        invoke("sources", "test", "nobody")
