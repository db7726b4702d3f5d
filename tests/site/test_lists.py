"""The SQL beside a list gives that list: pasted into a client, with the names that the page shows."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from flows.load.database import open_for_analyst
from flows.load.publish import PUBLISHED
from tests.site.conftest import entity_id

PAGES = (
    "index.html",
    "names.html",
    "outlets.html",
    "stories.html",
    "articles.html",
    f"names/{entity_id('Nuala Byrne')}.html",
    f"names/{entity_id('Galway')}.html",
    "articles/aa01.html",
    "articles/aa03.html",
)
_TOOLS = re.compile(r'data-csv="([^"]+)".*?<code>(.*?)</code>', re.DOTALL)


def lists(page: str) -> dict[str, str]:
    """List id -> the SQL shown beside it."""
    return {name: html.unescape(sql) for name, sql in _TOOLS.findall(page)}


def count_rows(page: str, name: str) -> int:
    """The rows of a list on the page."""
    body = page.partition(f'id="{name}"')[2]
    if "data-row" in body.partition("</ol>")[0].partition("</table>")[0]:
        return len(re.findall("data-row", re.split("</ol>|</section>", body)[0]))
    return body.partition("<tbody>")[2].partition("</tbody>")[0].count("<tr")


@pytest.mark.parametrize("path", PAGES)
def test_the_sql_beside_a_list_gives_its_rows(warehouse: Path, path: str) -> None:
    page = (warehouse / "site" / path).read_text("utf-8")
    found = lists(page)
    with open_for_analyst(warehouse / PUBLISHED) as connection:
        counts = {name: len(connection.sql(sql).fetchall()) for name, sql in found.items()}
    assert counts == {name: count_rows(page, name) for name in found}


def test_every_outlet_can_be_pasted(warehouse: Path) -> None:
    with open_for_analyst(warehouse / PUBLISHED) as connection:
        for file in sorted((warehouse / "site" / "outlets").iterdir()):
            page = file.read_text("utf-8")
            for name, sql in lists(page).items():
                assert len(connection.sql(sql).fetchall()) == count_rows(page, name), (file, name)


def test_the_front_page_names_the_night_and_its_figures(site: Path) -> None:
    page = (site / "index.html").read_text("utf-8")
    assert "The night of 21 November 2026" in page
    assert re.search(r"<dt>new articles</dt><dd>2</dd>", page)
    assert "Tomas Ruane" in page


def test_risers_and_new_names_are_those_of_the_night(site: Path) -> None:
    page = (site / "index.html").read_text("utf-8")
    movers = page.partition('id="movers"')[2].partition("</section>")[0]
    new = page.partition('id="new"')[2].partition("</section>")[0]
    assert "+50.0" in movers
    assert "Tomas Ruane" in new
    assert "Nuala Byrne" not in new
