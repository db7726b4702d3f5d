"""The quality page: everything a reader needs, and nothing that an article could do to a browser."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from flows.alert.incidents import advance_incidents, fold_scopes
from flows.ledger import Ledger
from flows.report.quality import FAILED, PASSED, render_quality_page, write_quality_page
from tests.rows import make_check, start_run

ROOT = Path(__file__).parents[2]
HOSTILE = "\x1b[2J\u202e\x00<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path, ROOT / "sql") as opened:
        yield opened


def check(rule: str, *, passed: bool, **facts: Any) -> dict[str, Any]:
    return make_check(rule, is_passed=passed, **facts)


def record(ledger: Ledger, day: int, *checks: dict[str, Any]) -> None:
    night = date(2026, 11, day)
    run_id = start_run(ledger, night)
    ledger.add("checks", checks, run_id=run_id)
    ledger.put("incidents", [vars(one) for one in advance_incidents([], fold_scopes(checks), run_id, night)])
    ledger.update_run(run_id, status="published")


class Elements(HTMLParser):
    """The elements and attributes of a page, as a browser would see them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += attrs


def test_every_rule_is_there_with_its_reason_owner_and_history(ledger: Ledger) -> None:
    for day in (1, 2, 3):
        record(ledger, day, check("quote_kind", passed=day != 2), check("quote_span", passed=True))
    page = render_quality_page(ledger)
    for said in ("quote_kind", "Why of quote_kind.", "quote_span", "Why of quote_span.", "extract"):
        assert said in page
    plots = re.findall(r"<svg .*?</svg>", page)
    assert [(plot.count("<rect"), plot.count(FAILED), plot.count(PASSED)) for plot in plots] == [(3, 1, 2), (3, 0, 3)]
    assert "2026-11-02: 3 of 100 (3.00%)" in page


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"status": "gate_failed", "error": "Rules failed."}, "<strong>gate_failed</strong>. Rules failed.</p>"),
        ({"status": "interrupted", "error": "interrupted"}, "<strong>interrupted</strong></p>"),
        ({"status": "published", "error": None}, "<strong>published</strong></p>"),
    ],
    ids=["gate", "interrupted", "published"],
)
def test_its_head_says_once_how_the_newest_run_ended(ledger: Ledger, facts: dict[str, str], said: str) -> None:
    for _ in range(11):  # as text, a tenth run of a night comes before the second
        record(ledger, 1)
    ledger.update_run("2026-11-01.11", **facts)
    assert f"run <code>2026-11-01.11</code>: {said}" in render_quality_page(ledger)


def test_open_incidents_come_first_and_the_worst_of_them(ledger: Ledger) -> None:
    record(ledger, 1, check("a_mild", passed=False), check("z_grave", passed=False, severity="critical"))
    page = render_quality_page(ledger)
    assert page.index("Open incidents") < page.index("z_grave") < page.index("a_mild") < page.index("<h2>Rules")


def test_a_mute_is_shown_until_it_is_over(ledger: Ledger) -> None:
    record(ledger, 3, check("quote_kind", passed=False))
    (one,) = ledger.rows("select incident_id from incidents")
    for until, is_shown in ((3, True), (2, False)):
        ledger.mute(one["incident_id"], date(2026, 11, until))
        assert (f"Muted until 2026-11-0{until}" in render_quality_page(ledger)) is is_shown


def test_a_rule_on_sources_counts_sources(ledger: Ledger) -> None:
    sources = [check("source_silent", passed=name != "b", scope=name, table_name="source_nights") for name in "abcd"]
    record(ledger, 1, *[{**one, "count_failed": int(not one["is_passed"])} for one in sources])
    assert "1 of 4 sources fail" in render_quality_page(ledger)


def test_what_comes_from_articles_is_escaped(ledger: Ledger) -> None:
    hostile = {"scope": HOSTILE, "observed": HOSTILE, "threshold": HOSTILE, "sample_keys": [HOSTILE], "why": HOSTILE}
    record(ledger, 1, check("quote_kind", passed=False, **hostile))
    ledger.update_run("2026-11-01.1", error=HOSTILE)
    page = render_quality_page(ledger)
    seen = Elements(page)
    assert page.count("&lt;script&gt;") >= 5
    assert not [ch for ch in page if unicodedata.category(ch) in ("Cc", "Cf") and ch != "\n"]
    assert {"script", "img", "iframe"}.isdisjoint(seen.names)
    assert not [name for name, _ in seen.attributes if name.startswith("on")]


def test_it_loads_nothing_from_elsewhere(ledger: Ledger) -> None:
    record(ledger, 1, check("quote_kind", passed=False))
    seen = Elements(render_quality_page(ledger))
    assert not [
        value for name, value in seen.attributes if name in ("src", "href") and not (value or "").startswith("#")
    ]
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in seen.attributes


def test_the_same_ledger_gives_the_same_page_and_none_leaves_a_part(ledger: Ledger, tmp_path: Path) -> None:
    assert "There are no open incidents." in render_quality_page(ledger)
    record(ledger, 1, check("quote_kind", passed=False))
    page = tmp_path / "site" / "quality.html"
    write_quality_page(ledger, page)
    assert page.read_text("utf-8") == render_quality_page(ledger)
    assert [file.name for file in page.parent.iterdir()] == ["quality.html"]
