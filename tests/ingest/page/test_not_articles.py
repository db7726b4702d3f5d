"""Pages in place of an article, and articles about them."""

from __future__ import annotations

import pytest

from flows.ingest.page.not_articles import describe_wall

FILLER = "The town of Saltmere wrote a letter to all of its residents. "


@pytest.mark.parametrize(
    ("title", "text", "named"),
    [
        ("Page not found | Courier", "The page you are looking for may have moved. Check the address.", "not found"),
        ("404", "The page you requested does not exist.", "not found"),
        ("Courier: your privacy", "We and our 812 partners store information on your device.", "consent"),
        ("Just a moment...", "Please enable JavaScript and cookies to continue. Ray ID: 7f00", "bots"),
        ("Attention Required! | Cloudflare", "Verify that you are human.", "bots"),
        ("Log in | Courier", "Already a subscriber? Enter your password.", "log in"),
        ("Courier", "We and our partners store data. We process personal data for personalised ads.", "consent"),
        ("502 Bad Gateway", "nginx", "server"),
    ],
)  # fmt: skip
def test_a_wall_is_named(title: str, text: str, named: str) -> None:
    titles = [title.removeprefix("502 ")]
    assert named in (describe_wall(titles, text) or "")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Page not found: how Oldbrook lost a chapter of its chronicle", "“We could not find that page,” she said."),
        ("Town drops the cookie banner", "Visitors had to accept all cookies before they could read about partners."),
        ("Just a moment of peace for the town of Oldbrook after the storm of the century has passed", "It was calm."),
        ("Page not found", FILLER * 30),
        ("", ""),
    ],
)
def test_an_article_is_no_wall(title: str, text: str) -> None:
    assert describe_wall([title], text) is None
