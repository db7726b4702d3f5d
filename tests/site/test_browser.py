"""The site in a real browser: nothing breaks, nothing leaves the machine, search finds, everybody can use it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.site.conftest import ESCAPING, HOSTILE, Visit, entity_id

KINDS = (
    "index.html",
    "names.html",
    f"names/{entity_id('Nuala Byrne')}.html",
    f"names/{entity_id(HOSTILE)}.html",
    "outlets.html",
    "stories.html",
    "articles.html",
    "articles/aa01.html",
    "articles/aa03.html",
    "quality.html",
    "search.html",
)


def wait_for_search(visit: Visit, words: str) -> list[str]:
    """The texts of the hits of a search."""
    visit.open(f"search.html?words={words}")
    visit.page.wait_for_selector("html[data-ready]")
    return visit.page.locator("#results > li").all_inner_texts()


@pytest.mark.parametrize("path", KINDS)
def test_a_page_is_quiet_and_fits_a_phone(visit: Visit, path: str) -> None:
    page = visit.open(path)
    page.wait_for_timeout(100)
    page.set_viewport_size({"width": 360, "height": 720})
    assert visit.complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", ["index.html", "names.html", "outlets.html", "articles.html"])
def test_no_cell_of_a_table_is_cut_on_a_phone(visit: Visit, path: str) -> None:
    page = visit.open(path)
    page.set_viewport_size({"width": 390, "height": 844})
    cells = page.locator("td, tbody th").evaluate_all(
        "cells => cells.map(cell => [cell.getBoundingClientRect().right, cell.scrollWidth > cell.clientWidth + 1])"
    )
    assert cells
    assert [cell for cell in cells if cell[0] > 390 or cell[1]] == []
    assert page.locator("tbody td.num").first.evaluate("cell => getComputedStyle(cell, '::before').content") != "none"


@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_nothing_serious(open_visit: Callable[..., Visit], path: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page = open_visit(bypass_csp=True).open(path)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = axe.run(page).response["violations"]
        serious = [one for one in found if one["impact"] in {"serious", "critical"}]
        assert [(one["id"], one["nodes"][0]["html"]) for one in serious] == []


@pytest.mark.usefixtures("needs_search")
def test_search_ranks_the_quote_itself_first(visit: Visit) -> None:
    hits = wait_for_search(visit, "I asked for a bridge and you have brought me a cathedral")
    assert hits[0].startswith("I asked for a bridge and you have brought me a cathedral\n")
    assert "Nuala Byrne" in hits[0]
    assert visit.complaints == []


@pytest.mark.usefixtures("needs_search")
@pytest.mark.parametrize(
    ("words", "first"),
    [("Builder answers", "Builder answers the mayor"), ("Nuala Byrne", "Nuala Byrne"), ("bridges", "bridge")],
)
def test_search_finds_headlines_names_and_stems(visit: Visit, words: str, first: str) -> None:
    assert first in wait_for_search(visit, words)[0]


@pytest.mark.usefixtures("needs_search")
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("words=bridge&person=tomas", ["Tomas Ruane"]),
        ("words=bridge&outlet=Lantern Wire", ["Tomas Ruane"]),
        ("words=bridge&to=2026-11-19", ["Nuala Byrne"]),
        ("words=council&kind=indirect", ["Nuala Byrne"]),
        ("words=council&confidence=85", []),
        ("words=bridge&person=nobody at all", []),
        ("person=tomas", ["Tomas Ruane"]),
    ],
)
def test_filters_narrow_the_search(visit: Visit, query: str, said: list[str]) -> None:
    visit.open(f"search.html?{query}")
    visit.page.wait_for_selector("html[data-ready]")
    hits = visit.page.locator("#results > li").all_inner_texts()
    assert len(hits) == len(said)
    assert all(name in hit for name, hit in zip(said, hits, strict=True))


@pytest.mark.usefixtures("needs_search")
def test_every_page_has_a_search_field(visit: Visit) -> None:
    page = visit.open("articles/aa01.html")
    page.get_by_label("Search quotes, names and headlines").fill("cathedral")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?words=cathedral")
    page.wait_for_selector("html[data-ready]")
    assert page.locator("#results mark.hit").first.inner_text() == "cathedral"
    assert visit.complaints == []


@pytest.mark.usefixtures("needs_search")
def test_a_hit_leads_to_its_quote_and_back_again(visit: Visit) -> None:
    hits = wait_for_search(visit, "cathedral at any price")
    page = visit.page
    page.locator("#results a").first.click()
    page.wait_for_url("**/articles/aa02.html#q1")
    assert "Tomas Ruane" in page.locator("li:target").inner_text()
    page.go_back()
    page.wait_for_selector("html[data-ready]")
    assert page.locator("#results > li").all_inner_texts() == hits


def test_back_returns_to_the_front_page(visit: Visit) -> None:
    page = visit.open("index.html")
    page.locator("#t-quoted a").first.click()
    page.wait_for_url("**/names/*.html")
    page.go_back()
    page.wait_for_url("**/index.html")
    assert visit.complaints == []


def test_the_keyboard_reaches_the_content_first(visit: Visit) -> None:
    page = visit.open("index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


def test_a_hostile_name_stays_text(visit: Visit) -> None:
    page = visit.open(f"names/{entity_id(HOSTILE)}.html")
    assert page.locator("h1").inner_text() == HOSTILE
    assert page.locator("main script").count() == 0


def test_a_script_address_is_not_linked(visit: Visit) -> None:
    page = visit.open("articles/aa03.html")
    assert page.locator('a[href^="javascript"]').count() == 0
    assert page.locator(".kicker").inner_text().startswith(ESCAPING)


def download(visit: Visit, path: str, kind: str) -> bytes:
    page = visit.open(path)
    with page.expect_download() as started:
        page.locator(f"button[data-{kind}]").first.click()
    return Path(started.value.path()).read_bytes()


def test_csv_opens_in_excel_and_runs_no_formula(visit: Visit) -> None:
    page = visit.open("articles/aa01.html")
    told = page.evaluate(
        "async () => { const blob = writeCsv([['=1+1', '-5', '@x', 'a\"b']]); "
        "return [...new Uint8Array(await blob.arrayBuffer())] }"
    )
    assert bytes(told).decode("utf-8-sig") == '\'=1+1,-5,\'@x,"a""b"\r\n'
    assert download(visit, "articles/aa01.html", "csv").decode("utf-8-sig").splitlines()[0].startswith("speaker,")


def test_excel_gets_numbers_as_numbers(visit: Visit) -> None:
    with zipfile.ZipFile(io.BytesIO(download(visit, "names.html", "xlsx"))) as book:
        assert book.testzip() is None
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>2</v>" in sheet
    assert "Nuala Byrne" in sheet
    assert "&lt;script&gt;" in sheet


def test_a_heading_sorts_its_table(visit: Visit) -> None:
    page = visit.open("names.html")
    names = page.locator("#t-names tbody th")
    page.get_by_role("button", name="Name", exact=True).click()
    assert names.all_inner_texts() == sorted(names.all_inner_texts(), key=str.lower)
    page.get_by_role("button", name="Articles", exact=True).click()
    counts = [int(text) for text in page.locator("#t-names tbody td:last-child").all_inner_texts()]
    assert counts == sorted(counts, reverse=True)


def test_a_long_list_starts_short_and_downloads_whole(visit: Visit) -> None:
    page = visit.open("names.html")
    shown = page.evaluate(
        """() => {
            const list = document.createElement("ol");
            list.id = "t-long";
            list.dataset.short = "";
            list.innerHTML = "<li data-row><span data-c='n'>x</span></li>".repeat(12);
            document.querySelector("main").append(list);
            shorten(list);
            const count = () => [...list.children].filter((row) => row.checkVisibility()).length;
            const first = count(), rows = readRows(list).length;
            list.nextElementSibling.querySelector("button").click();
            return [first, rows, count()];
        }"""
    )
    assert shown == [8, 13, 12]


def test_the_filter_hides_other_names(visit: Visit) -> None:
    page = visit.open("names.html")
    page.get_by_label("Filter by name").fill("byrne")
    assert page.locator("#t-names tbody tr:visible").all_inner_texts()[0].startswith("Nuala Byrne")
    assert page.locator("#t-names tbody tr:visible").count() == 1


def test_the_search_page_says_why_it_cannot_search(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser: Any
) -> None:
    from flows.site import search
    from tests.site.conftest import build, write_warehouse

    monkeypatch.setattr(search, "find_program", lambda: None)
    folder = write_warehouse(tmp_path / "w")
    built = build(folder)
    page = browser.new_page()
    page.goto((folder / "site" / "search.html").as_uri())
    assert "no program for this machine" in page.locator("main").inner_text()
    assert "Pagefind" in built.search
    page.close()
